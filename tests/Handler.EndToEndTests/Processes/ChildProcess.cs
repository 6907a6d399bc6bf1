using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Handler.Client.Profiles;

namespace Handler.EndToEndTests.Processes;

/// <summary>A program that a test starts and ends, by its own pid, whatever becomes of the test. What it printed is kept for the message of a failure.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    /// <summary>Generous: a wait ends when it has what it waits for, and this says only when to give up.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private const int SigInt = 2;
    private const int SigTerm = 15;

    private static readonly ConcurrentDictionary<ChildProcess, bool> Running = new();

    private readonly Process _process;
    private readonly Lock _lock = new();
    private readonly List<string> _output = [];
    private readonly List<string> _errors = [];
    private readonly string _command;
    private bool _isDisposed;
    private TaskCompletionSource _printed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    static ChildProcess() => AppDomain.CurrentDomain.ProcessExit += static (_, _) =>
    {
        foreach (var child in Running.Keys)
        {
            child.KillNow();
        }
    };

    private ChildProcess(ProcessStartInfo start)
    {
        _command = string.Join(' ', [start.FileName, .. start.ArgumentList]);
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        _process.Start();
        Running.TryAdd(this, true);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What runs programs of .NET.</summary>
    public static string DotnetHost => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>The pid.</summary>
    public int Id => _process.Id;

    /// <summary>What it printed on standard output, line by line.</summary>
    public IReadOnlyList<string> Output => Copy(_output);

    /// <summary>What it printed on standard error, line by line.</summary>
    public IReadOnlyList<string> Errors => Copy(_errors);

    /// <summary>Standard output as one text.</summary>
    public string Text => string.Join('\n', Output);

    /// <summary>What it printed, for the message of a failure.</summary>
    public string Story => $"{_command}\n--- output\n{Text}\n--- errors\n{string.Join('\n', Copy(_errors))}";

    /// <summary>Starts a program of .NET that lies beside the tests.</summary>
    public static ChildProcess StartDotnet(string assembly, params ReadOnlySpan<string> arguments) =>
        StartDotnetIn(UserFolder.OfAll, assembly, arguments);

    /// <summary>Starts a program of .NET that lies beside the tests, for a user of its own.</summary>
    public static ChildProcess StartDotnetIn(string userFolder, string assembly, params ReadOnlySpan<string> arguments) =>
        StartDotnet(assembly, VariablesOf(userFolder), arguments);

    /// <summary>Starts a program of .NET that lies beside the tests, with these variables in its environment.</summary>
    public static ChildProcess StartDotnet(string assembly, IReadOnlyDictionary<string, string> environment, params ReadOnlySpan<string> arguments) =>
        Start(DotnetHost, environment, [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments]);

    /// <summary>Starts any program. What it saves for its user goes to a folder of the test's.</summary>
    public static ChildProcess Start(string file, params ReadOnlySpan<string> arguments) => Start(file, UserFolder.OfAll, arguments);

    /// <inheritdoc cref="Start(string, ReadOnlySpan{string})"/>
    public static ChildProcess Start(string file, string userFolder, ReadOnlySpan<string> arguments) =>
        Start(file, VariablesOf(userFolder), arguments);

    /// <summary>Starts any program with these variables in its environment; what it saves for its user goes to a folder of the test's unless they name one.</summary>
    public static ChildProcess Start(string file, IReadOnlyDictionary<string, string> environment, ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo(file)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            Environment = { [ProfileFolder.Variable] = UserFolder.OfAll },
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return new ChildProcess(start);
    }

    private static Dictionary<string, string> VariablesOf(string userFolder) => new() { [ProfileFolder.Variable] = userFolder };

    /// <summary>The first line of standard output that fits, once it is there.</summary>
    /// <exception cref="InvalidOperationException">The program ended without it.</exception>
    /// <exception cref="TimeoutException">It did not come.</exception>
    public async Task<string> WaitForLineAsync(Predicate<string> fits, string what)
    {
        using var late = new CancellationTokenSource(Patience);
        var ended = _process.WaitForExitAsync(late.Token);
        while (true)
        {
            var (line, next) = Look(fits);
            if (line is not null)
            {
                return line;
            }

            if (ended.IsCompletedSuccessfully)
            {
                throw new InvalidOperationException($"The program ended with {_process.ExitCode} before it printed {what}.\n{Story}");
            }

            if (late.IsCancellationRequested)
            {
                throw new TimeoutException($"The program did not print {what} within {Patience}.\n{Story}");
            }

            await Task.WhenAny(next, ended);
        }
    }

    /// <summary>Waits for its end and returns its exit code; all that it printed is there then.</summary>
    /// <exception cref="TimeoutException">It did not end.</exception>
    public async Task<int> WaitForExitAsync()
    {
        using var late = new CancellationTokenSource(Patience);
        try
        {
            await _process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"The program did not end within {Patience}.\n{Story}", e);
        }

        Running.TryRemove(this, out _);
        return _process.ExitCode;
    }

    /// <summary>SIGKILL. Returns when the process is gone.</summary>
    public Task KillAsync()
    {
        KillNow();
        return WaitForExitAsync();
    }

    /// <summary>Types a line on its standard input.</summary>
    public async Task TypeAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Types what is not yet a line.</summary>
    public Task TypePartAsync(string text) => _process.StandardInput.WriteAsync(text);

    /// <summary>Ends its standard input.</summary>
    public void CloseInput() => _process.StandardInput.Close();

    /// <summary>SIGINT, as Ctrl+C sends it. Returns its exit code when it has ended.</summary>
    public Task<int> InterruptAsync()
    {
        Signal(_process.Id, SigInt);
        return WaitForExitAsync();
    }

    /// <summary>SIGTERM. Returns its exit code when it has ended.</summary>
    public Task<int> TerminateAsync()
    {
        Signal(_process.Id, SigTerm);
        return WaitForExitAsync();
    }

    /// <summary>Ends it, if it has not ended. May be called again.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_isDisposed)
        {
            await KillAsync();
            _process.Dispose();
            _isDisposed = true;
        }
    }

    // SIGKILL on Linux; a process that has ended is no error.
    private void KillNow() => _process.Kill();

    private void Keep(List<string> lines, string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lock)
        {
            lines.Add(line);
            _printed.SetResult();
            _printed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private (string? Line, Task Next) Look(Predicate<string> fits)
    {
        lock (_lock)
        {
            return (_output.Find(fits), _printed.Task);
        }
    }

    private IReadOnlyList<string> Copy(List<string> lines)
    {
        lock (_lock)
        {
            return [.. lines];
        }
    }

    private static void Signal(int pid, int signal)
    {
        if (Kill(pid, signal) != 0)
        {
            throw new InvalidOperationException($"Signal {signal} could not be sent to process {pid}: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
