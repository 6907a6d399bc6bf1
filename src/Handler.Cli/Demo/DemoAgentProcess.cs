using System.Diagnostics;
using Handler.Cli.Failures;

namespace Handler.Cli.Demo;

/// <summary>The agent of the demo: this very program as a process of its own, so that killing it is killing it.</summary>
internal sealed class DemoAgentProcess : IDisposable
{
    private const int UsualPort = 9292;
    private const string StartedPrefix = "Starting Handler server on ";
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private DemoAgentProcess(Process process, string address)
    {
        _process = process;
        Url = $"http://{address}";
    }

    /// <summary>Where it answers.</summary>
    public string Url { get; }

    /// <summary>The port it has, to be given to the one that follows it.</summary>
    public int Port => new Uri(Url).Port;

    public int Id => _process.Id;

    /// <summary>Starts on the port that the seed uses if it is free, else on any.</summary>
    /// <exception cref="CommandFailedException">It did not start; the message says what it said.</exception>
    public static async Task<DemoAgentProcess> StartAsync(DemoSettings settings, string database, CancellationToken cancel)
    {
        if (settings.Kill)
        {
            // It has to come back at the port that it had, so not at one that another demo would take in the meantime.
            return await StartAsync(settings, database, port: 0, cancel);
        }

        try
        {
            return await StartAsync(settings, database, UsualPort, cancel);
        }
        catch (CommandFailedException)
        {
            return await StartAsync(settings, database, port: 0, cancel);
        }
    }

    /// <summary>Starts an agent on a free port, or on <paramref name="port"/>, and waits until it listens.</summary>
    /// <exception cref="CommandFailedException">It did not start; the message says what it said.</exception>
    public static async Task<DemoAgentProcess> StartAsync(DemoSettings settings, string database, int port, CancellationToken cancel)
    {
        var process = Process.Start(StartInfo(settings, database, port))
            ?? throw CommandFailedException.Refused("The agent's process could not be started.");
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        late.CancelAfter(StartPatience);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(late.Token) is { } line)
            {
                if (line.StartsWith(StartedPrefix, StringComparison.Ordinal))
                {
                    _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                    return new DemoAgentProcess(process, line[StartedPrefix.Length..].Trim());
                }
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            process.Kill();
            process.Dispose();
            throw CommandFailedException.Refused($"The agent did not listen within {StartPatience.TotalSeconds:0} seconds.");
        }

        throw CommandFailedException.Refused($"The agent did not start. It said: {(await errors).Trim()}");
    }

    /// <summary>Ends it as a crash or <c>kill -9</c> would: no handler runs, nothing is flushed.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private static ProcessStartInfo StartInfo(DemoSettings settings, string database, int port)
    {
        var program = Environment.ProcessPath ?? "handler";
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            // Run as "dotnet handler.dll": the same again.
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "handler.dll"));
        }

        string[] arguments =
        [
            "server", "agent", "--host", "127.0.0.1", "--port", $"{port}", "--data", database,
            "--steps", $"{settings.Steps}", "--interval", $"{settings.Interval.TotalMilliseconds:0}ms",
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }
}
