#pragma warning disable RS0030 // Measures what a bare client does, without the product.
// The least that a C# program can do with a streamed reply: the physical limit that the sidecar is measured against.
// Each line of stdin is {"url": "...", "streams": 1}; each line of stdout says how many tokens came, in what time and how late.
using System.Diagnostics;
using System.Text.Json;
using Limit;

using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false });
while (Console.ReadLine() is { } line)
{
    var work = JsonSerializer.Deserialize(line, LimitJson.Default.Work)!;
    var started = Stopwatch.GetTimestamp();
    var replies = await Task.WhenAll(Enumerable.Range(0, work.Streams).Select(_ => Task.Run(() => Reply.ReadAsync(http, work.Url))));
    var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
    var latencies = replies.SelectMany(reply => reply.LatenciesMs).Order().ToArray();
    var result = new Result(replies.Sum(reply => reply.Tokens), replies.Sum(reply => reply.Characters), seconds, Quantile(latencies, 0.5), Quantile(latencies, 0.99));
    Console.WriteLine(JsonSerializer.Serialize(result, LimitJson.Default.Result));
}

static double Quantile(double[] sorted, double q) => sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(q * sorted.Length))];
