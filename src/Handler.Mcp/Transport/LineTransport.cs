using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace Handler.Mcp.Transport;

/// <summary>
/// One client over two streams, a message a line. A line that is no message is answered and passed over. What a client asked before it closed its end is
/// answered before the server learns of the end, as those who pipe requests into a program expect; not for ever: a client that closed its end may be gone.
/// </summary>
internal sealed partial class LineTransport : ITransport
{
    /// <summary>Longer than any message that the tools have a use for.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly LineReader _input;
    private readonly Stream _output;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly OpenRequests _open = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly CancellationTokenSource _stop;
    private readonly Task _reading;

    // As few as may be: who does not keep up holds back the reader behind it.
    private readonly Channel<JsonRpcMessage> _messages = Channel.CreateBounded<JsonRpcMessage>(
        new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.Wait, SingleWriter = true });

    /// <summary>A transport that reads from here on.</summary>
    /// <param name="input">What the client says.</param>
    /// <param name="output">What it is told.</param>
    /// <param name="log">Told of lines that are no messages, without what is in them.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="cancel">Ends it, also where the client does not read what it is told.</param>
    public LineTransport(Stream input, Stream output, ILogger log, TimeProvider clock, CancellationToken cancel)
    {
        (_input, _output, _log, _clock) = (new LineReader(input, MostBytes), output, log, clock);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _reading = ReadAllAsync(_stop.Token);
    }

    public string? SessionId => null;

    public ChannelReader<JsonRpcMessage> MessageReader => _messages.Reader;

    public async Task SendMessageAsync(JsonRpcMessage message, CancellationToken cancellationToken = default)
    {
        try
        {
            await WriteLineAsync(MessageLine.Write(message), cancellationToken);
        }
        finally
        {
            if (message is JsonRpcMessageWithId answer and not JsonRpcRequest)
            {
                _open.Remove(answer.Id.ToString());
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        _stop.Dispose();
    }

    private async Task ReadAllAsync(CancellationToken stop)
    {
        try
        {
            while (await _input.ReadAsync(stop) is { } line)
            {
                await TakeAsync(line, stop);
            }

            await Task.WhenAny(_open.AllAnsweredAsync(), Task.Delay(Grace, _clock, stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The server ends, and wants no more.
        }
        catch (IOException broken)
        {
            _messages.Writer.TryComplete(broken);
        }
        finally
        {
            _messages.Writer.TryComplete();
        }
    }

    private async Task TakeAsync(InputLine line, CancellationToken stop)
    {
        if (!line.IsTooLong && line.Utf8.Span.Trim(" \t\r"u8).IsEmpty)
        {
            return;
        }

        var fault = line.IsTooLong ? LineFault.TooLong(MostBytes) : null;
        var message = fault is null ? MessageLine.Read(line.Utf8, out fault) : null;
        if (message is not null)
        {
            Note(message);
            await _messages.Writer.WriteAsync(message, stop);
        }
        else if (fault is not null)
        {
            LogFault(_log, fault.Code);
            await WriteLineAsync(fault.ToUtf8(), stop);
        }
    }

    private void Note(JsonRpcMessage message)
    {
        switch (message)
        {
            case JsonRpcRequest request:
                _open.Add(request.Id.ToString());
                break;

            // What is canceled gets no answer.
            case JsonRpcNotification { Method: NotificationMethods.CancelledNotification } canceled:
                _open.Remove(canceled.Params?["requestId"]?.ToString() ?? "");
                break;
        }
    }

    /// <summary>A whole line or none: who has had enough while it is written does not cut it off.</summary>
    private async Task WriteLineAsync(byte[] utf8, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, _stop.Token);
        await _writing.WaitAsync(either.Token);
        var written = WriteAsync([.. utf8, (byte)'\n']);

        // On a thread of its own: a client that does not read holds it up there, and must not hold up the end.
        await written.WaitAsync(_stop.Token);
    }

    private Task WriteAsync(byte[] line) => Task.Factory.StartNew(
        () =>
        {
            try
            {
                _output.Write(line);
                _output.Flush();
            }
            finally
            {
                _writing.Release();
            }
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A line on standard input was no message and was answered with error {Code}")]
    private static partial void LogFault(ILogger log, int code);
}
