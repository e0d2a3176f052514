import "@vscode/codicons/dist/codicon.css";
import "./ledger.css";
import { createRoot } from "react-dom/client";
import { connect } from "./host.js";
import { LedgerView } from "./ledger-view.js";

const root = document.getElementById("root");
if (!root) throw new Error("The page has no #root.");
createRoot(root).render(<LedgerView host={connect()} />);
