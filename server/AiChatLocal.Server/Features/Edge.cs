using AiChatLocal.Core;
using AiChatLocal.Protocol;
using AiChatLocal.Rpc;
using AiChatLocal.Server.Features.Generation;

namespace AiChatLocal.Server.Features;

/// <summary>Between the domain's problems and ids and the wire's errors and strings.</summary>
internal static class Edge
{
    public static ErrorData ToErrorData(this Problem problem) =>
        new(problem.Kind, problem.Why, problem.Fix, problem.Detail, problem.Retryable, problem.Context?.ToWire());

    public static RpcException ToRpcException(this ProblemException exception) =>
        new(CodeFor(exception), exception.Problem.What, exception.Problem.ToErrorData());

    /// <summary>Parses the id of a stored thing; <paramref name="what"/> names it in the error, e.g. <c>chat</c>.</summary>
    public static EntityId ParseId(string text, LocalizedString what) => EntityId.TryParse(text, out var id)
        ? id
        : throw new RequestException(new(
            ProblemKind.NotFound, $"There is no {what} “{text}”.", $"This is not an id that was given out here.", $"List them and take the {what}'s id from there."));

    public static EntityId? ParseOptionalId(string? text, LocalizedString what) => text is null ? null : ParseId(text, what);

    /// <summary>Refuses a limit outside of 1 to <paramref name="most"/>.</summary>
    public static int CheckLimit(int limit, int most) => limit >= 1 && limit <= most
        ? limit
        : throw new RequestException(new(ProblemKind.Invalid, $"The limit {limit} is out of range.", $"It must be 1 to {most}.", $"Ask for fewer and go on with `before`."));

    private static int CodeFor(ProblemException exception) => exception switch
    {
        ProviderException => RpcErrorCode.ProviderFailed,
        StorageException => RpcErrorCode.StorageFailed,
        _ => exception.Problem.Kind switch
        {
            ProblemKind.NotFound or ProblemKind.ModelNotFound => RpcErrorCode.NotFound,
            ProblemKind.Conflict => RpcErrorCode.Conflict,
            ProblemKind.Invalid => RpcErrorCode.InvalidParams,
            _ => RpcErrorCode.InternalError,
        },
    };
}
