import { useState } from "react";
import type { PickedFile } from "../../src/features/providers/messages.js";
import { takesProxyUser, type Draft } from "./draft.js";
import { FileField } from "./file-field.js";
import { TextField } from "../shared/form-fields.js";
import { t } from "../shared/l10n.js";

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
        {t("Connection")}
      </button>
      {open && (
        <div className="fields">
          <FileField
            label={t("Client certificate")}
            value={draft.clientCertificate}
            hint={t("By which the server knows you: a file in PEM, or .pfx.")}
            onChange={(clientCertificate) => onChange({ clientCertificate })}
            onPick={() => onPick("clientCertificate")}
          />
          {draft.clientCertificate !== "" && (
            <>
              <FileField
                label={t("Private key")}
                value={draft.clientKey}
                hint={t("In PEM, where it is a file of its own.")}
                onChange={(clientKey) => onChange({ clientKey })}
                onPick={() => onPick("clientKey")}
              />
              <TextField
                label={t("Passphrase of the certificate")}
                type="password"
                value={draft.passphrase}
                placeholder={draft.hasPassphrase ? t("Stays as it is") : ""}
                hint={t("Stored encrypted on this machine; never shown again.")}
                onChange={(passphrase) => onChange({ passphrase })}
              />
            </>
          )}
          <TextField
            label={t("Longest silence in seconds")}
            value={draft.silenceLimit}
            problem={silenceProblem}
            placeholder={t("As for all providers")}
            hint={t("A request is given up when nothing comes for this long. 0: wait as long as it takes.")}
            onChange={(silenceLimit) => onChange({ silenceLimit })}
          />
          <TextField
            label={t("Proxy")}
            value={draft.proxy}
            placeholder={t("As the system says")}
            hint={t("The address of its own proxy, or none.")}
            onChange={(proxy) => onChange({ proxy })}
          />
          {takesProxyUser(draft) && (
            <>
              <TextField
                label={t("User of the proxy")}
                value={draft.proxyUser}
                hint={t("Where the proxy asks for one.")}
                onChange={(proxyUser) => onChange({ proxyUser })}
              />
              {draft.proxyUser !== "" && (
                <TextField
                  label={t("Password of the proxy")}
                  type="password"
                  value={draft.proxyPassword}
                  placeholder={draft.hasProxyPassword ? t("Stays as it is, for this proxy and user") : ""}
                  hint={t("Stored encrypted on this machine; never shown again.")}
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
