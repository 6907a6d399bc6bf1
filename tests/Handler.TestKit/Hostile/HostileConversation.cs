using System.Net.Sockets;
using System.Text;

namespace Handler.TestKit.Hostile;

/// <summary>One connection of a <see cref="HostileWebhook"/>: reads requests and answers each in its manner, for as long as the connection stands.</summary>
internal sealed class HostileConversation(HostileWebhook webhook, Socket socket, Stream stream)
{
    private const int HugeStep = 64 * 1024;

    public async Task RunAsync()
    {
        var goesOn = true;
        while (goesOn && await HostileRequest.ReadAsync(stream, webhook.Stop) is { } request)
        {
            var answer = webhook.Enter(request);
            try
            {
                goesOn = await PlayAsync(answer);
            }
            catch (IOException)
            {
                webhook.CountHangUp();
                goesOn = false;
            }
            finally
            {
                webhook.Leave();
            }
        }
    }

    /// <summary>Answers, and says whether another request may follow on this connection.</summary>
    private Task<bool> PlayAsync(WebhookAnswer answer) => answer.Manner switch
    {
        HostileManner.DripHeaders => DripAsync(answer, $"{StatusLine(answer)}X-Slow: "),
        HostileManner.DripBody => DripAsync(answer, $"{StatusLine(answer)}Content-Length: 1000000\r\n\r\n"),
        HostileManner.EndlessHeaders => PourAsync(StatusLine(answer), $"X-Filler: {new string('f', 1000)}\r\n"),
        HostileManner.EndlessChunks => PourAsync($"{StatusLine(answer)}Transfer-Encoding: chunked\r\n\r\n", $"{HugeStep:x}\r\n{new string('x', HugeStep)}\r\n"),
        HostileManner.TenGigabytes => PourAsync($"{StatusLine(answer)}Content-Length: 10737418240\r\n\r\n", new string('x', HugeStep)),
        HostileManner.EndlessUntilClose => PourAsync($"{StatusLine(answer)}Connection: close\r\n\r\n", new string('x', HugeStep)),
        HostileManner.Close => Task.FromResult(false),
        HostileManner.Reset => BreakAsync(""),
        HostileManner.ResetInHead => BreakAsync("HTTP/1.1 20"),
        HostileManner.ResetInBody => BreakAsync($"{StatusLine(answer)}Content-Length: 500\r\n\r\nhalf of it"),
        HostileManner.HalfClose => HalfCloseAsync(),
        HostileManner.Garbage => GarbageAsync(),
        _ => AnswerAsync(answer),
    };

    private async Task<bool> AnswerAsync(WebhookAnswer answer)
    {
        if (answer.Delay != TimeSpan.Zero && !await StaysAsync(answer.Delay))
        {
            webhook.CountHangUp();
            return false;
        }

        if (answer.Breaks)
        {
            return false;
        }

        var headers = string.Concat(answer.Headers.Select(header => $"{header.Key}: {header.Value}\r\n"));
        await WriteAsync($"{StatusLine(answer)}{headers}Content-Length: {answer.Body.Length}\r\n\r\n");
        await stream.WriteAsync(answer.Body, webhook.Stop);
        return true;
    }

    private async Task<bool> DripAsync(WebhookAnswer answer, string start)
    {
        await WriteAsync(start);
        for (var drips = 0; drips < webhook.MostDrips; drips++)
        {
            await WriteAsync("z");
            await Task.Delay(answer.Delay, webhook.Clock, webhook.Stop);
        }

        webhook.CountOutlasted();
        return false;
    }

    private async Task<bool> PourAsync(string start, string again)
    {
        await WriteAsync(start);
        var bytes = Encoding.Latin1.GetBytes(again);
        for (long sent = 0; sent < webhook.MostBytes; sent += bytes.Length)
        {
            await stream.WriteAsync(bytes, webhook.Stop);
        }

        webhook.CountOutlasted();
        return false;
    }

    private async Task<bool> BreakAsync(string start)
    {
        await WriteAsync(start);

        // Closing with this ends a connection by a reset.
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close();
        return false;
    }

    private async Task<bool> HalfCloseAsync()
    {
        socket.Shutdown(SocketShutdown.Send);
        await StaysAsync(Timeout.InfiniteTimeSpan);
        return false;
    }

    private async Task<bool> GarbageAsync()
    {
        await WriteAsync("220 mail.example.com ESMTP\r\n");
        return false;
    }

    /// <summary>Waits so long; false as soon as the sender has hung up.</summary>
    private async Task<bool> StaysAsync(TimeSpan time)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(webhook.Stop);
        var gone = SeeEndAsync(over.Token);
        var passed = Task.Delay(time, webhook.Clock, over.Token);
        var first = await Task.WhenAny(gone, passed);
        await over.CancelAsync();
        webhook.Stop.ThrowIfCancellationRequested();
        return first == passed;
    }

    // Nothing more comes while a request is in flight, so what can be read then is the end. Peeked at, for the next request is not ours to take.
    private async Task SeeEndAsync(CancellationToken over)
    {
        try
        {
            await socket.ReceiveAsync(new byte[1], SocketFlags.Peek, over);
        }
        catch (SocketException)
        {
            // A reset is an end too.
        }
    }

    private static string StatusLine(WebhookAnswer answer) => $"HTTP/1.1 {answer.Status} Status\r\n";

    private async Task WriteAsync(string text) => await stream.WriteAsync(Encoding.Latin1.GetBytes(text), webhook.Stop);
}
