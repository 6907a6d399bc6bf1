using System.Diagnostics.CodeAnalysis;

namespace Handler.Tests.Architecture;

/// <summary>What <see cref="SurfacePrinter"/> is tried on.</summary>
internal sealed record Specimen(string Name) : IServiceProvider
{
    public const int Most = 3;

    public event EventHandler? Changed;

    public required string Id { get; init; }

    public IReadOnlyDictionary<string, int?>? Labels { get; private set; }

    public static bool TryRead(ReadOnlySpan<byte> from, [NotNullWhen(true)] out Specimen? specimen)
    {
        specimen = from.IsEmpty ? null : new Specimen("read") { Id = "1" };
        return specimen is not null;
    }

    public Task<(string Key, T Value)[]> Find<T>(string? key = null, CancellationToken cancel = default)
        where T : class, new()
    {
        Labels = new Dictionary<string, int?>();
        Changed?.Invoke(this, EventArgs.Empty);
        return Task.FromResult<(string Key, T Value)[]>([(key ?? Hidden(), new T())]);
    }

    public object? GetService(Type serviceType) => serviceType == GetType() ? this : null;

    internal string Hidden() => Name;
}
