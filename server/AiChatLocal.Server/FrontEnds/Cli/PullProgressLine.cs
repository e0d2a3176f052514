using System.Globalization;

namespace AiChatLocal.Server.FrontEnds.Cli;

/// <summary>Progress of a download: one line that changes on a terminal, a line for each ten percent elsewhere.</summary>
internal sealed class PullProgressLine(string model, TextWriter error, bool redirected)
{
    private const int BarWidth = 24;
    private int _lastTenth = -1;
    private bool _shown;

    public void Show(bool verifying, long completedBytes, long? totalBytes, double? bytesPerSecond)
    {
        var fraction = totalBytes is > 0 ? Math.Clamp((double)completedBytes / totalBytes.Value, 0, 1) : (double?)null;
        var line = Describe(verifying, completedBytes, totalBytes, bytesPerSecond, fraction);
        lock (error)
        {
            if (!redirected)
            {
                var filled = (int)((fraction ?? 0) * BarWidth);
                error.Write($"\r\u001b[2K{new string('█', filled)}{new string('░', BarWidth - filled)} {line}");
                _shown = true;
            }
            else if ((int)((fraction ?? 0) * 10) is var tenth && tenth > _lastTenth)
            {
                _lastTenth = tenth;
                error.WriteLine(line);
            }
        }
    }

    public void End()
    {
        if (_shown)
        {
            error.WriteLine();
        }
    }

    private string Describe(bool verifying, long completedBytes, long? totalBytes, double? bytesPerSecond, double? fraction)
    {
        if (verifying)
        {
            return $"{model}: verifying";
        }

        var culture = CultureInfo.InvariantCulture;
        var text = string.Create(culture, $"{model}: {completedBytes / 1e6:0} MB");
        if (totalBytes is { } total && fraction is { } done)
        {
            text += string.Create(culture, $" of {total / 1e6:0} MB, {done * 100:0} %");
        }

        return bytesPerSecond is { } speed and > 0 ? text + string.Create(culture, $", {speed / 1e6:0.0} MB/s") : text;
    }
}
