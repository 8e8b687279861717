import { Inject, type Type } from '@nestjs/common';
import { type Command, CommandHandler, type Query, QueryHandler } from '@nestjs/cqrs';

type MessageType<Message> = abstract new (...given: never[]) => Message;
type ResultOf<Message> = Message extends Query<infer Result> | Command<infer Result> ? Result : never;
type Tokens<Services> = { readonly [At in keyof Services]: { readonly prototype: Services[At] } };

/** Hands a message to the services that do the work. */
interface HandlerOf {
  <Message extends Query<unknown> | Command<unknown>, const Services extends readonly unknown[]>(
    message: MessageType<Message>,
    services: Tokens<Services>,
    handle: (services: Services, message: Message) => ResultOf<Message> | PromiseLike<ResultOf<Message>>,
  ): Type;
}

const decoratedBy =
  (decorator: (message: Type) => ClassDecorator): HandlerOf =>
  (message, services, handle) => {
    class Handler {
      private readonly services: Parameters<typeof handle>[0];

      constructor(...given: never[]) {
        this.services = given as unknown as Parameters<typeof handle>[0];
      }

      async execute(asked: Parameters<typeof handle>[1]) {
        return handle(this.services, asked);
      }
    }
    Object.defineProperty(Handler, 'name', { value: `${message.name}Handler` });
    for (const [index, service] of Object.values(services).entries())
      Inject(service as Type)(Handler, undefined, index);
    decorator(message as Type)(Handler);
    return Handler;
  };

export const queryHandler = decoratedBy(QueryHandler);
export const commandHandler = decoratedBy(CommandHandler);
