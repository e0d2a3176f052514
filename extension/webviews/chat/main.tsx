import "@vscode/codicons/dist/codicon.css";
import "./styles/chat.css";
import { createRoot } from "react-dom/client";
import { connect } from "./host.js";
import { App } from "./shell/app.js";
import { ChatViewContext, createChatView } from "./state/context.js";

const root = document.getElementById("root");
if (!root) throw new Error("The page has no #root.");
const view = createChatView(connect());
view.actions.start();
createRoot(root).render(
  <ChatViewContext value={view}>
    <App />
  </ChatViewContext>,
);
