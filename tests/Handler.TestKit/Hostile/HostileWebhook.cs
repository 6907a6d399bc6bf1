using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Handler.TestKit.Hostile;

/// <summary>
/// A scripted webhook on a bare socket, that can misbehave in every way that a peer has: see <see cref="HostileDoor"/> for what meets a connection
/// and <see cref="HostileManner"/> for what meets a request. Until told otherwise it behaves: plain, and 200.
/// <code>
/// await using var hook = HostileWebhook.Start();
/// hook.Answer(HostileAnswer.Of(HostileManner.ResetInBody, 500), times: 3);
/// hook.AnswerOtherwise(arrival => arrival.Path == "/slow" ? WebhookAnswer.Of(200, TimeSpan.FromSeconds(13)) : WebhookAnswer.Ok);
/// </code>
/// </summary>
public sealed class HostileWebhook : ScriptedWebhook, IAsyncDisposable
{
    private readonly TimeProvider _clock;
    private readonly Socket _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<HostileDoor> _doors = new();
    private readonly ConcurrentBag<Task> _served = [];
    private readonly ConcurrentQueue<string> _heads = new();
    private readonly Task _accepting;
    private volatile HostileDoor _door = HostileDoor.Plain;
    private int _connections;
    private int _open;
    private int _hungUp;
    private int _outlasted;

    private HostileWebhook(TimeProvider clock, IPEndPoint at)
        : base(clock)
    {
        _clock = clock;
        _listener = new Socket(at.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(at);
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    /// <summary>The port.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>How many connections were made.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>How many of them stand.</summary>
    public int OpenConnections => Volatile.Read(ref _open);

    /// <summary>How many requests the sender has given up: it hung up before it had all.</summary>
    public int HungUp => Volatile.Read(ref _hungUp);

    /// <summary>How many requests the sender has endured to <see cref="MostBytes"/> or <see cref="MostDrips"/>: it has no limit of its own.</summary>
    public int Outlasted => Volatile.Read(ref _outlasted);

    /// <summary>The heads of the requests as they came on the wire, in order.</summary>
    public IReadOnlyList<string> Heads => [.. _heads];

    /// <summary>Of what is endless it sends so much. Far above what the buffers of the system hold between two processes.</summary>
    public long MostBytes { get; init; } = 256 * 1024 * 1024;

    /// <summary>So many bytes it drips.</summary>
    public int MostDrips { get; init; } = int.MaxValue;

    /// <summary>Starts one.</summary>
    /// <param name="at">Where; any port of 127.0.0.1 when left out.</param>
    /// <param name="clock">What its delays go by; the system's clock when left out.</param>
    /// <param name="mostBytes">See <see cref="MostBytes"/>.</param>
    /// <param name="mostDrips">See <see cref="MostDrips"/>.</param>
    public static HostileWebhook Start(IPEndPoint? at = null, TimeProvider? clock = null, long? mostBytes = null, int? mostDrips = null) =>
        new(clock ?? TimeProvider.System, at ?? new IPEndPoint(IPAddress.Loopback, 0))
        {
            MostBytes = mostBytes ?? 256 * 1024 * 1024,
            MostDrips = mostDrips ?? int.MaxValue,
        };

    /// <summary>Its URL.</summary>
    public string UrlOf(string path = "/webhook", string host = "127.0.0.1", string scheme = "http") => $"{scheme}://{host}:{Port}{path}";

    /// <summary>Puts a door before the next connections.</summary>
    public void Door(HostileDoor door, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            _doors.Enqueue(door);
        }
    }

    /// <summary>What meets a connection when the script of doors is at its end.</summary>
    public void DoorOtherwise(HostileDoor door) => _door = door;

    /// <summary>Stops; what is in flight breaks.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        await Task.WhenAll(_served);
        _stop.Dispose();
    }

    private protected override bool CanMisbehave => true;

    internal TimeProvider Clock => _clock;

    internal CancellationToken Stop => _stop.Token;

    internal WebhookAnswer Enter(HostileRequest request)
    {
        _heads.Enqueue(request.Head);
        return Enter(request.Method, request.Target, request.Headers, request.Body);
    }

    internal void CountHangUp() => Interlocked.Increment(ref _hungUp);

    internal void CountOutlasted() => Interlocked.Increment(ref _outlasted);

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                _served.Add(ServeAsync(socket));
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        Interlocked.Increment(ref _open);
        await using var network = new NetworkStream(socket, ownsSocket: true);
        try
        {
            var door = _doors.TryDequeue(out var next) ? next : _door;
            if (await door.EnterAsync(network, _stop.Token) is { } stream)
            {
                await new HostileConversation(this, socket, stream).RunAsync();
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or AuthenticationException or ObjectDisposedException)
        {
            // The sender has gone or refused, or the test is over.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }
}
