using System.Globalization;

namespace Handler.Benchmarks.Delivery;

/// <summary>Makes agents, each with an empty store.</summary>
/// <param name="url">The webhook of all of them.</param>
/// <param name="store"><see cref="Memory"/>, or the folder for databases.</param>
internal sealed class EngineHosts(string url, string store)
{
    /// <summary>Stands for the store that forgets.</summary>
    public const string Memory = "memory";

    private int _made;

    /// <summary>A new one, not started.</summary>
    public EngineHost New() => new(url, store == Memory ? null : NewFolder());

    private string NewFolder()
    {
        var folder = Path.Combine(store, (++_made).ToString(CultureInfo.InvariantCulture));
        return Directory.CreateDirectory(folder).FullName;
    }
}
