import "@vscode/codicons/dist/codicon.css";
import "./providers.css";
import { createRoot } from "react-dom/client";
import { connect } from "./host.js";
import { ProvidersView } from "./providers-view.js";

const root = document.getElementById("root");
if (!root) throw new Error("The page has no #root.");
createRoot(root).render(<ProvidersView host={connect()} />);
