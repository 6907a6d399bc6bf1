namespace Handler.EndToEndTests.Processes;

/// <summary>The clone that the tests were built in.</summary>
internal static class Clone
{
    /// <summary>Its root, by the solution that lies there.</summary>
    public static string Root { get; } = Find();

    /// <summary>A file of it.</summary>
    public static string File(params ReadOnlySpan<string> path) => Path.Combine([Root, .. path]);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "Handler.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No Handler.slnx above {AppContext.BaseDirectory}: run the tests from a clone.");
        }

        return folder.FullName;
    }
}
