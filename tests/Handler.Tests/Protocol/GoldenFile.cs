namespace Handler.Tests.Protocol;

/// <summary>A wire example of <c>Protocol/Golden</c>, by its path there without <c>.json</c>.</summary>
internal static class GoldenFile
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Protocol", "Golden");

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Folder, $"{name}.json"));
}
