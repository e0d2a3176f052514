// The few of ONNX's messages that a graph needs, as protocol buffers. Numbers of fields are those of onnx.proto.

const varint = (value) => {
  const bytes = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return Buffer.from([...bytes, Number(rest)]);
};
const int = (field, value) => Buffer.concat([varint(field << 3), varint(value)]);
const bytes = (field, value) => {
  const content = Buffer.from(value);
  return Buffer.concat([varint((field << 3) | 2), varint(content.length), content]);
};
const float = (field, value) => {
  const content = Buffer.alloc(4);
  content.writeFloatLE(value);
  return Buffer.concat([varint((field << 3) | 5), content]);
};
const message = (field, ...parts) => bytes(field, Buffer.concat(parts));

const kinds = { float: 1, int64: 7, float16: 10 };
const entry = (key, value) => message(13, bytes(1, key), bytes(2, String(value)));

/** Numbers that lie in another file, at an offset. */
export const externalTensor = (name, type, dims, { location, offset, length }) =>
  Buffer.concat([
    ...dims.map((dim) => int(1, dim)),
    int(2, kinds[type]),
    bytes(8, name),
    entry("location", location),
    entry("offset", offset),
    entry("length", length),
    int(14, 1),
  ]);

export const int64Tensor = (name, dims, values) =>
  Buffer.concat([
    ...dims.map((dim) => int(1, dim)),
    int(2, kinds.int64),
    bytes(8, name),
    bytes(9, new Uint8Array(BigInt64Array.from(values, BigInt).buffer)),
  ]);

export const floatTensor = (name, value) =>
  Buffer.concat([int(2, kinds.float), bytes(8, name), bytes(9, new Uint8Array(Float32Array.of(value).buffer))]);

const attribute = ([name, value]) =>
  Array.isArray(value)
    ? message(5, bytes(1, name), ...value.map((each) => int(8, each)), int(20, 7))
    : Number.isInteger(value)
      ? message(5, bytes(1, name), int(3, value), int(20, 2))
      : message(5, bytes(1, name), float(2, value), int(20, 1));

export const node = (operator, inputs, output, attributes = {}) =>
  Buffer.concat([
    ...inputs.map((input) => bytes(1, input)),
    bytes(2, output),
    bytes(3, output),
    bytes(4, operator),
    ...Object.entries(attributes).map(attribute),
  ]);

const dimension = (dim) => message(1, typeof dim === "number" ? int(1, dim) : bytes(2, dim));
const value = (field, { name, type, dims }) =>
  message(field, bytes(1, name), message(2, message(1, int(1, kinds[type]), message(2, ...dims.map(dimension)))));

export const model = ({ name, opset, nodes, tensors, inputs, outputs }) =>
  Buffer.concat([
    int(1, 8),
    bytes(2, "ai-chat-local"),
    message(
      7,
      ...nodes.map((each) => bytes(1, each)),
      bytes(2, name),
      ...tensors.map((each) => bytes(5, each)),
      ...inputs.map((each) => value(11, each)),
      ...outputs.map((each) => value(12, each)),
    ),
    message(8, bytes(1, ""), int(2, opset)),
  ]);
