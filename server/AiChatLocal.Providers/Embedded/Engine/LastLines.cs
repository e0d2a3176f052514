namespace AiChatLocal.Providers.Embedded.Engine;

/// <summary>Keeps the last lines of a log, for the words of an error.</summary>
internal sealed class LastLines(int count)
{
    private readonly Queue<string> _lines = [];

    public void Add(string line)
    {
        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > count) _lines.Dequeue();
        }
    }

    public override string ToString()
    {
        lock (_lines) return string.Join('\n', _lines);
    }
}
