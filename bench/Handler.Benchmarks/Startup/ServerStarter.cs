using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Handler.Benchmarks.Startup;

/// <summary>A server, from its start to its first answer over HTTP.</summary>
internal sealed partial class ServerStarter(string path, string program, params IReadOnlyList<string> args) : IStarter
{
    /// <inheritdoc/>
    public async Task<Start> StartAsync()
    {
        var info = new ProcessStartInfo(program, args) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        var began = TimeProvider.System.GetTimestamp();
        using var process = Process.Start(info)!;
        try
        {
            var url = await UrlAsync(process.StandardOutput);

            // A client of its own: a connection that is kept must not make later starts look faster.
            using var client = new HttpClient();
            using var answer = await client.GetAsync(new Uri(url + path));
            var time = TimeProvider.System.GetElapsedTime(began);
            answer.EnsureSuccessStatusCode();
            process.Refresh();
            return new Start(time, process.TotalProcessorTime, PeakMemory.Of(process));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    /// <summary>The address, in the first line that names one.</summary>
    private async Task<string> UrlAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            if (Url().Match(line) is { Success: true } found)
            {
                return found.Value;
            }
        }

        throw new InvalidOperationException($"{program} {string.Join(' ', args)} ended before it had said where it listens.");
    }

    [GeneratedRegex("http://[0-9.]+:[0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Url();
}
