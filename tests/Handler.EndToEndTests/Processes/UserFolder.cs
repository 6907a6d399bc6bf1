namespace Handler.EndToEndTests.Processes;

/// <summary>Where the programs of all tests that do not care save what they save: never among the things of whoever runs the tests.</summary>
internal static class UserFolder
{
    private static readonly TemporaryFolder Folder = new();

    static UserFolder() => AppDomain.CurrentDomain.ProcessExit += static (_, _) => Folder.Dispose();

    public static string OfAll => Folder.Path;
}
