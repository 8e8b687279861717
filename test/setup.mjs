// Nest is ESM, some of its companions are CommonJS: loaded first and as ESM, both see the same instance.
import 'reflect-metadata';
import '@nestjs/common';
import '@nestjs/core';
