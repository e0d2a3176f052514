using Microsoft.Extensions.Logging;

namespace AiChatLocal.Rpc;

/// <summary>What a session logs. No message, parameter or exception text stands in it: those may hold what a user wrote.</summary>
internal static partial class RpcLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} failed with {ExceptionType}\n{StackTrace}")]
    public static partial void HandlerFailed(ILogger logger, string method, string exceptionType, string? stackTrace);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The peer sent something that cannot be carried out: error {Code}")]
    public static partial void Refused(ILogger logger, int code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The peer could not read a message of ours: error {Code}")]
    public static partial void NotUnderstood(ILogger logger, int code);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A notification without a handler was ignored")]
    public static partial void NotificationIgnored(ILogger logger);

    [LoggerMessage(Level = LogLevel.Debug, Message = "An answer to no request of ours was ignored")]
    public static partial void AnswerIgnored(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The stream broke")]
    public static partial void StreamBroke(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The session ended without waiting longer for {What}")]
    public static partial void GaveUpWaiting(ILogger logger, string what);
}
