import { startFakeLlm } from "../../fixtures/fake-llm/server.mjs";

export interface FakeServer {
  /** Base URL of an OpenAI-compatible server whose replies look so. */
  baseUrl(parameters: Record<string, number | string>): string;
  stop(): Promise<void>;
}

export async function startFakeServer(): Promise<FakeServer> {
  const server = await startFakeLlm();
  return {
    baseUrl: (parameters) => {
      const pairs = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
      return `${server.url}/~${pairs.join(",")}/v1`;
    },
    stop: () => server.close(),
  };
}
