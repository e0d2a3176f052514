import { useEffect, useState } from "react";
import { useActions, useView } from "../state/context.js";

/** Says, in one line, that the sidecar is not there. What was shown stays. */
export function Banner() {
  const sidecar = useView((state) => state.sidecar);
  const { host } = useActions();
  if (sidecar.state === "running") return null;
  if (sidecar.state === "starting")
    return (
      <div className="banner starting" role="status">
        Starting
      </div>
    );
  if (sidecar.state === "restarting") {
    return (
      <div className="banner" role="status">
        <span className="codicon codicon-sync" aria-hidden="true" />
        <span className="banner-text" title={sidecar.reason}>
          The sidecar stopped. <Countdown key={sidecar.attempt} ms={sidecar.inMs} />
        </span>
        <button type="button" className="quiet-button" onClick={() => host.post({ type: "restartSidecar" })}>
          Now
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
        Restart
      </button>
      <button type="button" className="quiet-button" onClick={() => host.post({ type: "showLog" })}>
        Show log
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
      Restarting
      <span aria-hidden="true" className="figures">
        {seconds > 0 ? ` in ${seconds} s` : ""}
      </span>
      .
    </>
  );
}
