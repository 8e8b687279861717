// Nest is ESM, some of its companions are CommonJS: loaded first and as ESM, both see the same instance.
import 'reflect-metadata';
import '@nestjs/common';
import '@nestjs/core';
import fc from 'fast-check';

// The suite says the same of the same code, on every machine. `npm run test:full` draws anew each time.
if (process.env.PUMP_LEDGER_FULL !== '1') fc.configureGlobal({ seed: 1 });
