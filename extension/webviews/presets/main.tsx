import "@vscode/codicons/dist/codicon.css";
import "../providers/providers.css";
import "./presets.css";
import { createRoot } from "react-dom/client";
import { connect } from "./host.js";
import { PresetsView } from "./presets-view.js";

const root = document.getElementById("root");
if (!root) throw new Error("The page has no #root.");
createRoot(root).render(<PresetsView host={connect()} />);
