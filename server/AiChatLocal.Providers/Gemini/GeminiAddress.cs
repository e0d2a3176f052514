using System.Text.RegularExpressions;

namespace AiChatLocal.Providers.Gemini;

/// <summary>Base URLs and names of models, in the forms in which people have them.</summary>
internal static partial class GeminiAddress
{
    /// <summary>An address without a version gets <c>/v1beta</c>, which has all that is used here.</summary>
    public static Uri Normalize(Uri baseUrl)
    {
        var url = baseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/');
        foreach (var ending in (string[])["/models", "/openai"])
        {
            url = url.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? url[..^ending.Length] : url;
        }

        return new(Version().IsMatch(url) ? url : url + "/v1beta");
    }

    /// <summary>The name with its collection, which a tuned model brings itself.</summary>
    public static string FullName(string model) => model.Contains('/', StringComparison.Ordinal) ? model : "models/" + model;

    public static string Path(string model, string method) =>
        "/" + string.Join('/', FullName(model).Split('/').Select(Uri.EscapeDataString)) + ":" + method;

    [GeneratedRegex(@"/v\d+[a-z0-9]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}
