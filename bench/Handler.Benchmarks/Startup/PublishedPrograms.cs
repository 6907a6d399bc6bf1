using System.Diagnostics;

namespace Handler.Benchmarks.Startup;

/// <summary>The programs that are compared, all published by <c>eng/publish.sh</c>.</summary>
internal sealed class PublishedPrograms(string folder)
{
    public string Handler => Path.Combine(folder, "handler", "handler");

    public string Hello => Path.Combine(folder, "hello", "hello");

    public string HelloKestrel => Path.Combine(folder, "hello-kestrel", "hello-kestrel");

    /// <summary>Publishes them to a new folder, which stays: another run can be told to use it.</summary>
    public static async Task<PublishedPrograms> PublishAsync()
    {
        var root = Root();
        var folder = Path.Combine(root, "artifacts", "bench-startup");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        await PublishAsync(root, "src/Handler.Cli", Path.Combine(folder, "handler"));
        await PublishAsync(root, "bench/Hello", Path.Combine(folder, "hello"));
        await PublishAsync(root, "bench/HelloKestrel", Path.Combine(folder, "hello-kestrel"));
        return new PublishedPrograms(folder);
    }

    private static async Task PublishAsync(string root, string project, string output)
    {
        await Console.Error.WriteLineAsync($"Publishing {project} ...");
        string[] command = [Path.Combine(root, "eng", "publish.sh"), "--project", Path.Combine(root, project), "--output", output];
        using var script = Process.Start("bash", command);
        await script.WaitForExitAsync();
        if (script.ExitCode != 0)
        {
            throw new InvalidOperationException($"{project} could not be published; what went wrong is above.");
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Handler.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"There is no Handler.slnx above {AppContext.BaseDirectory}.");
    }
}
