import { useEffect, useState } from "react";
import { useActions, useView } from "../state/context.js";
import { t } from "../../shared/l10n.js";

/** Says, in one line, that the sidecar is not there. What was shown stays. */
export function Banner() {
  const sidecar = useView((state) => state.sidecar);
  const { host } = useActions();
  if (sidecar.state === "running") return null;
  if (sidecar.state === "starting")
    return (
      <div className="banner starting" role="status">
        {t("Starting")}
      </div>
    );
  if (sidecar.state === "restarting") {
    return (
      <div className="banner" role="status">
        <span className="codicon codicon-sync" aria-hidden="true" />
        <span className="banner-text" title={sidecar.reason}>
          {t("The sidecar stopped.")} <Countdown key={sidecar.attempt} ms={sidecar.inMs} />
        </span>
        <button type="button" className="quiet-button" onClick={() => host.post({ type: "restartSidecar" })}>
          {t("Now")}
        </button>
      </div>
    );
  }
  return (
    <div className="banner failed" role="alert">
      <span className="codicon codicon-error" aria-hidden="true" />
      <span className="banner-text">
        {sidecar.error.message} {sidecar.error.data?.fix}
      </span>
      <button type="button" className="quiet-button" onClick={() => host.post({ type: "restartSidecar" })}>
        {t("Restart")}
      </button>
      <button type="button" className="quiet-button" onClick={() => host.post({ type: "showLog" })}>
        {t("Show log")}
      </button>
    </div>
  );
}

function Countdown({ ms }: { ms: number }) {
  const [left, setLeft] = useState(ms);
  useEffect(() => {
    const start = performance.now();
    const timer = setInterval(() => setLeft(Math.max(0, ms - (performance.now() - start))), 250);
    return () => clearInterval(timer);
  }, [ms]);
  const seconds = Math.ceil(left / 1000);
  // The seconds are for the eye; read aloud, they would drown everything else.
  return (
    <>
      <span aria-hidden={seconds > 0} className="figures">
        {seconds > 0 ? t("Restarting in {0} s.", seconds) : t("Restarting.")}
      </span>
      {seconds > 0 && <span className="visually-hidden">{t("Restarting.")}</span>}
    </>
  );
}
