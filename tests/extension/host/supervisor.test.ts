import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { UserError } from "../../../extension/src/infrastructure/errors.js";
import { LaunchError, type RunningSidecar } from "../../../extension/src/sidecar/launch.js";
import { SupervisedSidecar } from "../../../extension/src/sidecar/sidecar.js";
import type { SidecarState } from "../../../extension/src/sidecar/state.js";
import { launch, silent, type Behaviour } from "./support/launching.js";

// Only the pause before a restart is faked: the processes are real.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});

afterEach(async () => {
  await Promise.all(started.splice(0).map((sidecar) => sidecar.stop()));
  vi.useRealTimers();
});

const started: SupervisedSidecar[] = [];

/** A supervised sidecar whose processes behave as listed, the last for ever. */
function supervise(...behaviours: Behaviour[]): { sidecar: SupervisedSidecar; states: SidecarState[]; launches: () => number } {
  let launches = 0;
  const sidecar = new SupervisedSidecar((onNotification) => {
    const behaviour = behaviours[Math.min(launches++, behaviours.length - 1)] ?? "obeys";
    return launch(behaviour, onNotification);
  }, silent);
  const states: SidecarState[] = [];
  sidecar.onState((state) => states.push(state));
  started.push(sidecar);
  return { sidecar, states, launches: () => launches };
}

function reaches(sidecar: SupervisedSidecar, wanted: SidecarState["state"]): Promise<SidecarState> {
  return new Promise((resolve) => {
    const listener = sidecar.onState((state) => {
      if (state.state !== wanted) return;
      listener.dispose();
      resolve(state);
    });
  });
}

const search = (sidecar: SupervisedSidecar, query: string): Promise<unknown> => sidecar.request("chat/search", { query });

test("The process starts with the first request, and once for those that come together", async () => {
  const { sidecar, states, launches } = supervise("obeys");
  expect(launches()).toBe(0);
  await Promise.all([search(sidecar, "a"), search(sidecar, "b")]);
  expect(launches()).toBe(1);
  expect(states.map(({ state }) => state)).toEqual(["starting", "running"]);
});

test("A process that dies is started again after half a second, and notifications go on", async () => {
  const { sidecar, states, launches } = supervise("obeys");
  const changed: (string | undefined)[] = [];
  sidecar.on("chat/changed", ({ chatId }) => changed.push(chatId));
  await search(sidecar, "a");
  const restarting = reaches(sidecar, "restarting");
  await expect(search(sidecar, "die")).rejects.toMatchObject({ data: { kind: "sidecarStopped" } });
  expect(await restarting).toEqual({ state: "restarting", attempt: 1, inMs: 500, reason: "It was ended by SIGKILL." });

  const later = search(sidecar, "notify");
  await vi.advanceTimersByTimeAsync(499);
  expect(launches()).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  await later;
  expect(launches()).toBe(2);
  expect(changed).toEqual(["c1"]);
  expect(states.map(({ state }) => state)).toEqual(["starting", "running", "restarting", "starting", "running"]);
});

test("One that keeps dying is given up with a clear error, and a restart begins anew", async () => {
  const { sidecar, launches } = supervise(...new Array<Behaviour>(8).fill("exits"), "obeys");
  const waiting = search(sidecar, "a").catch((error: unknown) => error);
  const failed = reaches(sidecar, "failed");
  for (const pause of [500, 1000, 2000, 4000, 8000, 16_000, 30_000]) {
    expect(await reaches(sidecar, "restarting")).toMatchObject({ inMs: pause });
    await vi.advanceTimersByTimeAsync(pause);
  }
  expect(await failed).toMatchObject({ error: { message: "The sidecar keeps stopping and was given up." } });
  expect(await waiting).toBeInstanceOf(UserError);
  await expect(search(sidecar, "b")).rejects.toBeInstanceOf(UserError);
  expect(launches()).toBe(8);

  await sidecar.restart();
  await expect(search(sidecar, "c")).resolves.toMatchObject({ hits: [] });
  expect(sidecar.state).toEqual({ state: "running" });
});

test("A refused handshake is not tried again by itself", async () => {
  const { sidecar, states, launches } = supervise("refuses", "obeys");
  await expect(search(sidecar, "a")).rejects.toBeInstanceOf(LaunchError);
  expect(states.at(-1)).toMatchObject({ state: "failed", error: { message: "The builds do not match." } });
  expect(launches()).toBe(1);
});

test("A restart replaces the process and is no crash", async () => {
  const { sidecar, states } = supervise("obeys");
  const before = await search(sidecar, "pid");
  await sidecar.restart();
  const after = await search(sidecar, "pid");
  expect(after).not.toEqual(before);
  expect(states.map(({ state }) => state)).not.toContain("restarting");
});

test("News of a process that was replaced while it started is ignored, and it is ended", async () => {
  const late: RunningSidecar[] = [];
  const sidecar = new SupervisedSidecar(async () => {
    const running = await launch("obeys");
    late.push(running);
    return running;
  }, silent);
  started.push(sidecar);
  sidecar.start();
  await sidecar.restart();
  await search(sidecar, "a");
  await vi.waitFor(() => {
    expect(late).toHaveLength(2);
  });
  await Promise.race(late.map(({ ended }) => ended));
  expect(sidecar.state).toEqual({ state: "running" });
  await expect(search(sidecar, "b")).resolves.toMatchObject({ hits: [] });
});
