using AiChatLocal.Core;
using AiChatLocal.Providers.Http;

namespace AiChatLocal.Providers.Embeddings;

/// <summary>Why texts become no vectors, in words that say what to change. Servers refuse it in words of their own, and with any status.</summary>
internal static class EmbeddingProblems
{
    private static readonly string[] NotForIt =
    [
        "does not support embed", "not an embedding model", "not embedding", "no embedding", "embeddings is not supported", "embedding is not supported",
        "does not support the embed", "embeddings api", "not supported for embed",
    ];

    private static readonly string[] TooLongWords =
        ["too large to process", "physical batch size", "input length exceeds", "maximum context", "context length", "too many tokens"];

    public static Problem Explain(Problem problem, HttpServer server, string model, int? dimensions)
    {
        var words = problem.Detail ?? "";
        bool Says(string part) => words.Contains(part, StringComparison.OrdinalIgnoreCase);
        if (Says("--embeddings"))
        {
            return problem with
            {
                Kind = ProblemKind.Refused,
                What = $"{server.Name} was started without embeddings.",
                Why = $"llama-server gives vectors only when it is told so at its start.",
                Fix = $"Start it again with --embeddings --pooling mean (or the pooling that the model's page names), or choose a model of another provider.",
                Retryable = false,
            };
        }

        if (Says("pooling type"))
        {
            return problem with
            {
                Kind = ProblemKind.Refused,
                What = $"{server.Name} has no way to make one vector of a text.",
                Why = $"The model names no pooling, and the server was started without one.",
                Fix = $"Start llama-server with --embeddings --pooling mean, or the pooling that the model's page names.",
                Retryable = false,
            };
        }

        if (dimensions is not null && (Says("dimension") || Says("matryoshka")))
        {
            return WrongSize(server, model, dimensions.Value) with { Detail = problem.Detail };
        }

        if (problem.Kind == ProblemKind.ContextTooLong || TooLongWords.Any(Says))
        {
            return problem with
            {
                Kind = ProblemKind.ContextTooLong,
                What = $"A text is longer than {model} takes at once.",
                Why = $"It would have to be cut, and its vector would stand for a part of it only.",
                Fix = $"Split the text into shorter ones. With llama-server, a larger --ubatch-size (and --ctx-size) takes longer ones.",
                Retryable = false,
            };
        }

        if (NotForIt.Any(Says))
        {
            return CannotEmbed(problem, server, model);
        }

        return problem.Kind == ProblemKind.UnexpectedAnswer && IsNothingThere(words)
            ? problem with
            {
                What = $"{server.Name} has no place for embeddings.",
                Why = $"It answers that there is nothing at the address of its embeddings: it has no such thing, or has it elsewhere.",
                Fix = $"Choose an embedding model of another provider.",
            }
            : problem;
    }

    /// <summary>Refuses an answer that lacks a vector, or has vectors of another size than was asked for.</summary>
    public static void Check(HttpServer server, string model, int texts, int? dimensions, float[][] vectors)
    {
        if (vectors.Length != texts || vectors.Any(vector => vector.Length == 0))
        {
            throw new ProviderException(new(
                ProblemKind.UnexpectedAnswer, $"{server.Name} did not answer every text.",
                $"It gave {vectors.Count(vector => vector.Length > 0)} vectors for {texts} texts.", $"Check that the model embeds texts."));
        }

        if (vectors.Any(vector => !vector.All(float.IsFinite)))
        {
            throw new ProviderException(new(
                ProblemKind.UnexpectedAnswer, $"{server.Name} gave a vector that holds something other than numbers.",
                $"Its calculation failed, mostly for lack of precision, or the answer was damaged on its way.",
                $"Try another quantization of {model} or another embedding model, and look into the server's own log."));
        }

        if (dimensions is { } wanted && vectors.FirstOrDefault(vector => vector.Length != wanted) is { } other)
        {
            throw new ProviderException(WrongSize(server, model, wanted) with { Why = $"It gave {other.Length} numbers for each text." });
        }
    }

    private static Problem WrongSize(HttpServer server, string model, int wanted) => new(
        ProblemKind.Invalid, $"{model} gives no vectors of {wanted} numbers.", $"{server.Name} does not change the size of its vectors to that.",
        $"Leave the number of dimensions out, or choose one that the model's page names.");

    private static Problem CannotEmbed(Problem problem, HttpServer server, string model) => problem with
    {
        Kind = ProblemKind.Refused,
        What = $"{model} cannot make vectors of texts.",
        Why = $"{server.Name} says that it is no embedding model.",
        Fix = $"Choose an embedding model, such as nomic-embed-text or bge-m3; the list of models marks them.",
        Retryable = false,
    };

    private static bool IsNothingThere(string words) => words.StartsWith("HTTP 404", StringComparison.Ordinal)
        || words.StartsWith("HTTP 405", StringComparison.Ordinal) || words.StartsWith("HTTP 501", StringComparison.Ordinal);
}
