import { expect, it } from "vitest";
import { countInCpuInfo } from "../../server/engine/src/cores/physical-cores";

const processor = (id: number, core: number, socket = 0) =>
  `processor\t: ${id}\nphysical id\t: ${socket}\ncore id\t\t: ${core}\ncpu cores\t: 2\n`;

it("counts two threads of one core once", () => {
  expect(countInCpuInfo([processor(0, 0), processor(1, 1), processor(2, 0), processor(3, 1)].join("\n"))).toBe(2);
});

it("tells cores of two sockets apart", () => {
  expect(countInCpuInfo([processor(0, 0, 0), processor(1, 0, 1)].join("\n"))).toBe(2);
});

it("counts processors where cores are not named", () => {
  expect(countInCpuInfo("processor\t: 0\nBogoMIPS\t: 50.00\n\nprocessor\t: 1\nBogoMIPS\t: 50.00\n\nHardware\t: x\n")).toBe(2);
});
