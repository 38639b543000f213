// An Express service with the SDK and its OTLP exporters; two requests lose an update. Its spans are made by hand, as
// an instrumentation would: one around each request, each in the trace its caller has named.
const { context, metrics, propagation, trace } = require('@opentelemetry/api');
const { logs } = require('@opentelemetry/api-logs');
const { OTLPLogExporter } = require('@opentelemetry/exporter-logs-otlp-http');
const { OTLPMetricExporter } = require('@opentelemetry/exporter-metrics-otlp-http');
const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-http');
const { BatchLogRecordProcessor, LoggerProvider } = require('@opentelemetry/sdk-logs');
const { MeterProvider, PeriodicExportingMetricReader } = require('@opentelemetry/sdk-metrics');
const { BatchSpanProcessor, NodeTracerProvider } = require('@opentelemetry/sdk-trace-node');
const { once } = require('node:events');
const { get } = require('node:http');
const { setTimeout: sleep } = require('node:timers/promises');
const express = require('express');

const url = (signal) => ({ url: `http://127.0.0.1:${process.argv[2]}/v1/${signal}` });
const tracing = new NodeTracerProvider({
  spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter(url('traces')))],
});
tracing.register();
const logging = new LoggerProvider({
  processors: [new BatchLogRecordProcessor({ exporter: new OTLPLogExporter(url('logs')) })],
});
logs.setGlobalLoggerProvider(logging);
const reader = new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter(url('metrics')) });
const metering = new MeterProvider({ readers: [reader] });
metrics.setGlobalMeterProvider(metering);

const stock = new Map([['apples', 10]]);

async function buy(response) {
  const seen = stock.get('apples');
  await sleep(50);
  stock.set('apples', seen - 1);
  response.end();
}

async function main() {
  const tracer = trace.getTracer('service');
  const app = express();
  app.use((request, response, next) => {
    const caller = propagation.extract(context.active(), request.headers);
    tracer.startActiveSpan(request.path, {}, caller, (span) => {
      response.on('finish', () => span.end());
      next();
    });
  });
  app.get('/:name', (_request, response) => buy(response));
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const ask = (path, digit) =>
    new Promise((done) => {
      const headers = { traceparent: `00-${digit.repeat(32)}-${digit.repeat(16)}-01` };
      get({ port: server.address().port, path, agent: false, headers }, (answer) =>
        answer.resume().on('end', done),
      );
    });
  await Promise.all([ask('/one', 'a'), ask('/two', 'b')]);
  server.close();
  require('racewatch').flush();
  await Promise.all([tracing.shutdown(), logging.shutdown(), metering.shutdown()]);
}
void main();
