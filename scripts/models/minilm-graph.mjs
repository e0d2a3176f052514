// node scripts/models/minilm-graph.mjs <weights.safetensors> <out.onnx>
// Writes the graph of all-MiniLM-L6-v2, a BERT of six layers, over weights that stay in their own file: the catalogue's embedding model is
// published as safetensors only. It reads one text at a time, so that there is no padding and no mask.
import { closeSync, openSync, readSync, writeFileSync } from "node:fs";
import { externalTensor, floatTensor, int64Tensor, model, node } from "./protobuf.mjs";

const [weights, out] = process.argv.slice(2);
/** What the weights are called where the graph looks for them: beside itself, as Transformers.js has it. */
const location = "model_fp16.onnx_data";
const layers = 6;
const heads = 12;
const width = 384;
const headWidth = width / heads;
const epsilon = 1e-12;

const { header, start } = readHeader(weights);
const nodes = [];
const tensors = [
  int64Tensor("zero", [], [0]),
  int64Tensor("one", [], [1]),
  int64Tensor("from", [1], [0]),
  int64Tensor("rows", [1], [0]),
  int64Tensor("apart", [4], [0, 0, heads, headWidth]),
  int64Tensor("together", [3], [0, 0, width]),
  floatTensor("scale", 1 / Math.sqrt(headWidth)),
  floatTensor("half", 0.5),
  floatTensor("unit", 1),
  floatTensor("root", Math.SQRT1_2),
];

const add = (operator, inputs, output, attributes) => {
  nodes.push(node(operator, inputs, output, attributes));
  return output;
};

/** A tensor of the file as it is: half precision. */
function half(name) {
  const {
    dtype,
    shape,
    data_offsets: [from, to],
  } = header[name];
  if (dtype !== "F16") throw new Error(`${name} is ${dtype}.`);
  tensors.push(externalTensor(name, "float16", shape, { location, offset: start + from, length: to - from }));
  return name;
}

const full = (name) => add("Cast", [half(name)], `${name}.full`, { to: 1 });
const norm = (input, name) =>
  add("LayerNormalization", [input, full(`${name}.weight`), full(`${name}.bias`)], `${name}.out`, { axis: -1, epsilon });

function dense(input, name) {
  const turned = add("Transpose", [full(`${name}.weight`)], `${name}.turned`, { perm: [1, 0] });
  return add("Add", [add("MatMul", [input, turned], `${name}.product`), full(`${name}.bias`)], `${name}.out`);
}

function attention(input, name) {
  const part = (which, perm) => {
    const apart = add("Reshape", [dense(input, `${name}.self.${which}`), "apart"], `${name}.self.${which}.apart`);
    return add("Transpose", [apart], `${name}.self.${which}.heads`, { perm });
  };
  const product = add("MatMul", [part("query", [0, 2, 1, 3]), part("key", [0, 2, 3, 1])], `${name}.scores`);
  const shares = add("Softmax", [add("Mul", [product, "scale"], `${name}.scaled`)], `${name}.shares`, { axis: -1 });
  const seen = add("MatMul", [shares, part("value", [0, 2, 1, 3])], `${name}.seen`);
  const joined = add("Reshape", [add("Transpose", [seen], `${name}.turned`, { perm: [0, 2, 1, 3] }), "together"], `${name}.joined`);
  return norm(add("Add", [dense(joined, `${name}.output.dense`), input], `${name}.sum`), `${name}.output.LayerNorm`);
}

function gelu(input, name) {
  const error = add("Erf", [add("Mul", [input, "root"], `${name}.root`)], `${name}.erf`);
  return add("Mul", [add("Mul", [input, add("Add", [error, "unit"], `${name}.unit`)], `${name}.twice`), "half"], `${name}.gelu`);
}

function embeddings() {
  const word = add("Cast", [add("Gather", [half("embeddings.word_embeddings.weight"), "input_ids"], "words.half")], "words", { to: 1 });
  const length = add("Unsqueeze", [add("Gather", [add("Shape", ["input_ids"], "shape"), "one"], "length"), "from"], "until");
  const places = add("Slice", [full("embeddings.position_embeddings.weight"), "from", length, "rows"], "places");
  const kind = add("Gather", [full("embeddings.token_type_embeddings.weight"), "zero"], "kind");
  return norm(add("Add", [add("Add", [word, places], "placed"), kind], "embedded"), "embeddings.LayerNorm");
}

let states = embeddings();
for (let layer = 0; layer < layers; layer++) {
  const name = `encoder.layer.${layer}`;
  const seen = attention(states, `${name}.attention`);
  const wide = gelu(dense(seen, `${name}.intermediate.dense`), `${name}.intermediate`);
  states = norm(add("Add", [dense(wide, `${name}.output.dense`), seen], `${name}.sum`), `${name}.output.LayerNorm`);
}
add("Identity", [states], "last_hidden_state");

const dims = ["batch", "length"];
const content = model({
  name: "all-MiniLM-L6-v2",
  opset: 17,
  nodes,
  tensors,
  inputs: [{ name: "input_ids", type: "int64", dims }],
  outputs: [{ name: "last_hidden_state", type: "float", dims: [...dims, width] }],
});
writeFileSync(out, content);

function readHeader(file) {
  const handle = openSync(file);
  const size = Buffer.alloc(8);
  readSync(handle, size, 0, 8, 0);
  const text = Buffer.alloc(Number(size.readBigUInt64LE()));
  readSync(handle, text, 0, text.length, 8);
  closeSync(handle);
  return { header: JSON.parse(text.toString("utf8")), start: 8 + text.length };
}
