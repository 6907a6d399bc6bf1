using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>The limits and times of push delivery. Checked when the host starts.</summary>
public sealed class PushOptions
{
    /// <summary>Where webhooks may be.</summary>
    public EgressOptions Egress { get; } = new();

    /// <summary>How long a lane waits after a failure.</summary>
    public RetryOptions Retry { get; } = new();

    /// <summary>When the gate of a receiver in trouble is held.</summary>
    public GateOptions Gates { get; } = new();

    /// <summary>How long what is over is kept: tasks that have ended, dead letters, the logs of running tasks.</summary>
    public RetentionOptions Retention { get; } = new();

    /// <summary>Within this time a connection stands, look-up and TLS handshake included. 5 seconds by default.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The deadline over the whole exchange of one attempt, the answer's body included. 15 seconds by default.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long after its commit an update is tried; overdue, it gets one more attempt. 24 hours by default.</summary>
    public TimeSpan Horizon { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How often, at most, the store is asked what waits and what is held, for metrics and health checks. 15 seconds by default.</summary>
    public TimeSpan SurveyInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How many attempts a node makes at once, beside the slow ones. While others wait, one owner has at most half of them. 256 by default.</summary>
    public int MaxInFlight { get; set; } = 256;

    /// <summary>
    /// How many attempts pass one gate (what one owner sends to one origin) at once, the slow ones among them. A gate begins with 1, has one more
    /// with each success while it uses what it has, and half with each failure. 64 by default.
    /// </summary>
    public int MaxInFlightPerGate { get; set; } = 64;

    /// <summary>How many attempts are made to one origin at once, of all owners together, the slow ones among them. 64 by default.</summary>
    public int MaxInFlightPerOrigin { get; set; } = 64;

    /// <summary>
    /// An attempt that lasts longer gives its place among <see cref="MaxInFlight"/> to the next, and is counted against
    /// <see cref="MaxSlowInFlight"/> from then on. 1 second by default.
    /// </summary>
    public TimeSpan SlowAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How many slow attempts a node has beside <see cref="MaxInFlight"/>. When one more becomes slow the oldest ends, as if its time were up.
    /// 1,024 by default.
    /// </summary>
    public int MaxSlowInFlight { get; set; } = 1024;

    /// <summary>
    /// The most bytes of bodies that a node has in memory, what is in flight included; not below <see cref="MaxBodyBytes"/>. What commits hand over is
    /// dropped where it has no room, and read when it is sent; what is read waits for room. 64 MB by default.
    /// </summary>
    public long MaxMemoryBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>The largest body of a notification in bytes; a larger one becomes a status update with a marker. 1 MB by default.</summary>
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>Which events are pushed. All by default.</summary>
    public PushInclude Include { get; set; }

    /// <summary>
    /// Whether what a task tells is pushed by itself, and a config that comes late gets the task as it is. True by default; false leaves
    /// pushing to the executor (<c>IPushNotificationSender</c>).
    /// </summary>
    public bool Automatic { get; set; } = true;

    /// <summary>
    /// Whether the agent's card states what is promised here (<see cref="Handler.Protocol.PushDeliveryExtension"/>), and clients who name that
    /// extension may filter the events of a config and read how its deliveries fare. True by default.
    /// </summary>
    public bool AnnouncesDelivery { get; set; } = true;

    /// <summary>
    /// How many deliveries may wait for one config. 10,000 by default. When more come its lane overflows: new ones are passed over until all that waits
    /// is settled, then the task is sent whole; one that is made by hand is refused as full.
    /// </summary>
    public int MaxWaitingPerConfig { get; set; } = 10_000;

    /// <summary>
    /// How many deliveries may wait for one owner, for all configs together; about, for it is counted in memory. 1,000,000 by default. Beyond it each
    /// config overflows as soon as something waits for it.
    /// </summary>
    public int MaxWaitingPerOwner { get; set; } = 1_000_000;

    /// <summary>How often the store is asked for due lanes when nothing rings. 1 second by default.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long results are gathered before they are written. 20 milliseconds by default.</summary>
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How many results are written at once before the interval is over. 256 by default.</summary>
    public int FlushCount { get; set; } = 256;

    /// <summary>How many push configs a task may have. 100 by default.</summary>
    public int MaxConfigsPerTask { get; set; } = 100;

    /// <summary>
    /// How many push configs an owner may have on tasks that run, and with updates waiting on tasks that have ended; a new one beyond is refused.
    /// 10,000 by default.
    /// </summary>
    public int MaxConfigsPerOwner { get; set; } = 10_000;

    /// <summary>The longest URL of a webhook, in characters. 2,048 by default.</summary>
    public int MaxUrlLength { get; set; } = 2048;

    /// <summary>The largest token and the largest credentials of a config, in bytes. 4 KB by default: many servers take no longer headers.</summary>
    public int MaxSecretBytes { get; set; } = 4096;

    /// <summary>How many deliveries a node may be ahead of what is written; at this bound it starts nothing. 4,096 by default.</summary>
    public int MaxUnsettledPerNode { get; set; } = 4096;

    /// <summary>How long a stopping host lets attempts end by themselves before it aborts them; they are repeated later. 5 seconds by default.</summary>
    public TimeSpan StopGrace { get; set; } = TimeSpan.FromSeconds(5);
}
