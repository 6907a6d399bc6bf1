using System.Text;
using Handler.Client.Profiles;

namespace Handler.Tests.Client.Profiles;

/// <summary>Files without a disk; as damaged, or as little to be had, as the test wants.</summary>
internal sealed class MemoryProfileFiles : IProfileFiles
{
    private readonly Dictionary<string, byte[]> _contents = new(StringComparer.Ordinal);

    /// <summary>Thrown instead of reading.</summary>
    public ProfileException? ReadFault { get; set; }

    /// <summary>Thrown instead of changing.</summary>
    public ProfileException? ChangeFault { get; set; }

    public int Changes { get; private set; }

    public string this[string file]
    {
        get => Encoding.UTF8.GetString(_contents[file]);
        set => _contents[file] = Encoding.UTF8.GetBytes(value);
    }

    public bool Has(string file) => _contents.ContainsKey(file);

    public string PathOf(string file) => "/home/u/.config/handler/" + file;

    public byte[]? Read(string file) => ReadFault is { } fault ? throw fault : _contents.GetValueOrDefault(file);

    public Task ChangeAsync(string file, Func<byte[]?, byte[]?> change, CancellationToken cancel)
    {
        if (ChangeFault is { } fault)
        {
            throw fault;
        }

        if (change(Read(file)) is { } content)
        {
            _contents[file] = content;
            Changes++;
        }

        return Task.CompletedTask;
    }
}
