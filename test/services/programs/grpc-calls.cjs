const grpc = require('@grpc/grpc-js');
const { sell, tell } = require('./story.cjs');

const toBytes = (value) => Buffer.from(JSON.stringify(value));
const fromBytes = (bytes) => JSON.parse(bytes.toString());
const service = {
  sell: {
    path: '/shop.Shop/Sell',
    requestStream: false,
    responseStream: false,
    requestSerialize: toBytes,
    requestDeserialize: fromBytes,
    responseSerialize: toBytes,
    responseDeserialize: fromBytes,
  },
};

const server = new grpc.Server();
server.addService(service, {
  sell: async (call, answer) => answer(null, { left: await sell(call.request) }),
});

server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), async (failed, port) => {
  if (failed) throw failed;
  const Shop = grpc.makeGenericClientConstructor(service, 'Shop');
  const client = new Shop(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  const call = () => new Promise((done) => client.sell({}, (error, answer) => done(error ?? answer.left)));
  // One client has one connection: the calls are two streams of it.
  const left = await Promise.all([call(), call()]);
  tell(left);
  client.close();
  server.forceShutdown();
});
