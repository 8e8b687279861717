/** The least that Nest on Fastify does: one route that reads a JSON body and answers it. */
import 'reflect-metadata';
import { Body, Controller, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';

class Bare {
  record(body) {
    return body;
  }
}
Post()(Bare.prototype, 'record', Object.getOwnPropertyDescriptor(Bare.prototype, 'record'));
Body()(Bare.prototype, 'record', 0);
Controller('v1/therapies/:therapyId/events')(Bare);

class Root {}
Module({ controllers: [Bare] })(Root);

const app = await NestFactory.create(Root, new FastifyAdapter(), { logger: false });
await app.listen(0, '127.0.0.1');
process.stdout.write(`listening on ${await app.getUrl()}\n`);
