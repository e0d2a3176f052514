using AiChatLocal.Core;

namespace AiChatLocal.Storage;

/// <summary>
/// Tells living processes from dead ones: each holds a lock on a file of its own, which the system frees however the process ends.
/// </summary>
internal sealed class Instances(DataDirectory directory, TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private FileStream? _own;

    /// <summary>The name under which this process writes replies.</summary>
    public string Id { get; } = EntityId.New(time).ToString();

    /// <summary>Makes this process known as living. Has to come before its name is written anywhere.</summary>
    public void Enter()
    {
        lock (_gate)
        {
            if (_own is null)
            {
                Directory.CreateDirectory(directory.Instances);
                _own = new FileStream(PathOf(Id), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
            }
        }
    }

    public bool IsAlive(string id)
    {
        if (id == Id)
        {
            return true;
        }

        try
        {
            using var _ = new FileStream(PathOf(id), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Removes the file of a process that has died.</summary>
    public void Forget(string id) => File.Delete(PathOf(id));

    public void Dispose()
    {
        lock (_gate)
        {
            if (_own is not null)
            {
                _own.Dispose();
                _own = null;
                File.Delete(PathOf(Id));
            }
        }
    }

    private string PathOf(string id) => Path.Combine(directory.Instances, id + ".lock");
}
