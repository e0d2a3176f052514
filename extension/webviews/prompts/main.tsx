import "@vscode/codicons/dist/codicon.css";
import "../providers/providers.css";
import "./prompts.css";
import { createRoot } from "react-dom/client";
import { connect } from "./host.js";
import { PromptsView } from "./prompts-view.js";

const root = document.getElementById("root");
if (!root) throw new Error("The page has no #root.");
createRoot(root).render(<PromptsView host={connect()} />);
