import type { KeyboardEvent, MouseEvent, ReactNode } from "react";
import { useActions } from "../state/context.js";
import { safeHref } from "./links.js";

interface Props {
  href: string;
  icon?: string;
  children: ReactNode;
}

/** A link that only the host opens, after a click. It has no `href`, so that neither the browser nor the webview can follow it by itself. */
export function ExternalLink({ href, icon, children }: Props) {
  const { host } = useActions();
  const address = safeHref(href);
  if (address === undefined) return <span title={href}>{children}</span>;
  const open = (event: MouseEvent | KeyboardEvent) => {
    event.preventDefault();
    host.post({ type: "openLink", href: address });
  };
  return (
    <a role="link" tabIndex={0} title={address} onClick={open} onKeyDown={(event) => event.key === "Enter" && open(event)}>
      {icon && <span className={`codicon codicon-${icon}`} aria-hidden="true" />}
      {children}
    </a>
  );
}
