import { useState } from "react";
import type { PickedFile } from "../../src/features/providers/messages.js";
import { takesProxyUser, type Draft } from "./draft.js";
import { FileField } from "./file-field.js";
import { TextField } from "../shared/form-fields.js";

interface Props {
  draft: Draft;
  silenceProblem: string | undefined;
  onChange: (part: Partial<Draft>) => void;
  onPick: (field: PickedFile) => void;
}

/** The way to the server, for networks that ask for more than an address: folded, unless something of it is set. */
export function RouteFields({ draft, silenceProblem, onChange, onPick }: Props) {
  const [unfolded, setOpen] = useState(`${draft.clientCertificate}${draft.silenceLimit}${draft.proxy}` !== "");
  // What is wrong is never folded away.
  const open = unfolded || silenceProblem !== undefined;
  return (
    <div className="advanced">
      <button type="button" className="fold" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className={`codicon codicon-chevron-${open ? "down" : "right"}`} aria-hidden="true" />
        Connection
      </button>
      {open && (
        <div className="fields">
          <FileField
            label="Client certificate"
            value={draft.clientCertificate}
            hint="By which the server knows you: a file in PEM, or .pfx."
            onChange={(clientCertificate) => onChange({ clientCertificate })}
            onPick={() => onPick("clientCertificate")}
          />
          {draft.clientCertificate !== "" && (
            <>
              <FileField
                label="Private key"
                value={draft.clientKey}
                hint="In PEM, where it is a file of its own."
                onChange={(clientKey) => onChange({ clientKey })}
                onPick={() => onPick("clientKey")}
              />
              <TextField
                label="Passphrase of the certificate"
                type="password"
                value={draft.passphrase}
                placeholder={draft.hasPassphrase ? "Stays as it is" : ""}
                hint="Stored encrypted on this machine; never shown again."
                onChange={(passphrase) => onChange({ passphrase })}
              />
            </>
          )}
          <TextField
            label="Longest silence in seconds"
            value={draft.silenceLimit}
            problem={silenceProblem}
            placeholder="As for all providers"
            hint="A request is given up when nothing comes for this long. 0: wait as long as it takes."
            onChange={(silenceLimit) => onChange({ silenceLimit })}
          />
          <TextField
            label="Proxy"
            value={draft.proxy}
            placeholder="As the system says"
            hint="The address of its own proxy, or none."
            onChange={(proxy) => onChange({ proxy })}
          />
          {takesProxyUser(draft) && (
            <>
              <TextField
                label="User of the proxy"
                value={draft.proxyUser}
                hint="Where the proxy asks for one."
                onChange={(proxyUser) => onChange({ proxyUser })}
              />
              {draft.proxyUser !== "" && (
                <TextField
                  label="Password of the proxy"
                  type="password"
                  value={draft.proxyPassword}
                  placeholder={draft.hasProxyPassword ? "Stays as it is, for this proxy and user" : ""}
                  hint="Stored encrypted on this machine; never shown again."
                  onChange={(proxyPassword) => onChange({ proxyPassword })}
                />
              )}
            </>
          )}
        </div>
      )}
    </div>
  );
}
