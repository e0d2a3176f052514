import { useView } from "../state/context.js";

/** The providers that could not list their models, each with its reason. */
export function ModelProblems() {
  const problems = useView((state) => state.problems);
  return problems.map(({ provider, message, fix }) => (
    <p key={provider} className="model-problem">
      <span className="codicon codicon-warning" aria-hidden="true" />
      <span>
        <strong>{provider}</strong>: {message} {fix}
      </span>
    </p>
  ));
}
