namespace Shape;

/// <summary>The C# files that people wrote.</summary>
internal static class SourceTree
{
    public static string? FindRoot(string start)
    {
        var folder = new DirectoryInfo(start);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Handler.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }

    public static IReadOnlyList<SourceFile> Read(string root, string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(path => (Path: Path.GetRelativePath(root, path).Replace('\\', '/'), Text: File.ReadAllText(path)))
            .Where(file => !file.Path.Split('/').Any(part => part is "bin" or "obj" or "node_modules"))
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .Select(file => SourceFile.Parse(file.Path, file.Text))];
}
