using System.Text;
using Microsoft.AspNetCore.Http;

namespace AiChatLocal.Providers.Tests.Support;

/// <summary>The ways in which the same body can come over a network.</summary>
public enum Delivery
{
    Whole,
    ByteByByte,
    InSevens,
    CarriageReturns,
    CarriageReturnsByteByByte,
    WithByteOrderMark,
    WithPings,
}

internal static class Replay
{
    public static TheoryData<Delivery> Deliveries => [.. Enum.GetValues<Delivery>()];

    public static async Task WriteAsync(HttpContext context, string mediaType, string body, Delivery delivery = Delivery.Whole)
    {
        var isEvents = mediaType == "text/event-stream";
        var text = delivery switch
        {
            Delivery.CarriageReturns or Delivery.CarriageReturnsByteByByte => body.Replace("\n", "\r\n", StringComparison.Ordinal),
            Delivery.WithByteOrderMark => "\uFEFF" + body,
            Delivery.WithPings when isEvents => ": ping\n\n" + body.Replace("\n\n", "\n\n: keep-alive\nid: 7\nretry: 10\n\n", StringComparison.Ordinal),
            Delivery.WithPings => "\n" + body.Replace("\n", "\n\n", StringComparison.Ordinal),
            _ => body,
        };
        var bytes = Encoding.UTF8.GetBytes(text);
        var size = delivery switch
        {
            Delivery.ByteByByte or Delivery.CarriageReturnsByteByByte => 1,
            Delivery.InSevens => 7,
            _ => bytes.Length,
        };
        context.Response.ContentType = mediaType;
        for (var at = 0; at < bytes.Length; at += size)
        {
            await context.Response.Body.WriteAsync(bytes.AsMemory(at, Math.Min(size, bytes.Length - at)), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
}
