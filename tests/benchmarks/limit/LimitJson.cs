using System.Text.Json.Serialization;

namespace Limit;

internal sealed record Work(string Url, int Streams);

internal sealed record Result(long Tokens, long Characters, double Seconds, double LatencyP50Ms, double LatencyP99Ms);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Work))]
[JsonSerializable(typeof(Result))]
internal sealed partial class LimitJson : JsonSerializerContext;
