using System.Security.Cryptography;
using System.Text;

namespace AiChatLocal.Server.Features.Transfer.Export;

/// <summary>The frame of an exported page: one file that opens offline. Its policy lets nothing run and nothing be fetched.</summary>
internal static class HtmlPage
{
    private static readonly string Style = ReadStyle();

    public static string Head(string title) =>
        $"""
        <!DOCTYPE html>
        <html lang="{Language.Current.Tag}">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{Hash(Style)}'; img-src data:; base-uri 'none'; form-action 'none'">
        <meta name="referrer" content="no-referrer">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Html.Encode(title)}</title>
        <style>{Style}</style>
        </head>
        <body>

        """.ReplaceLineEndings("\n");

    public const string End = "</body>\n</html>\n";

    private static string Hash(string style) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));

    private static string ReadStyle()
    {
        using var stream = typeof(HtmlPage).Assembly.GetManifestResourceStream("page.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
