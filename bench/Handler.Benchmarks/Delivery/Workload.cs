using Handler.Protocol;

namespace Handler.Benchmarks.Delivery;

/// <summary>What is sent: bodies of 500 bytes on 64 lanes, at most 64 in flight, tasks of 1,000 events.</summary>
internal static class Workload
{
    public const int Lanes = 64;

    public const int BodyBytes = 500;

    public const int EventsPerTask = 1000;

    /// <summary>The size of a task's id, and of a context's: the same for all, so that all bodies have one size.</summary>
    private const int IdLength = 32;

    private static readonly string Filling = FillingOf(BodyBytes);

    /// <summary>The webhook's token: a client registers one as a rule.</summary>
    public static string Token { get; } = new('t', 32);

    /// <summary>A new id of a task.</summary>
    public static string NewId() => Guid.NewGuid().ToString("n");

    /// <summary>An update whose body has <see cref="BodyBytes"/>: a piece of text for the task's artifact.</summary>
    public static StreamResponse Update(string taskId) => Update(taskId, Filling);

    /// <summary>The bytes of such an update.</summary>
    public static byte[] Body() => A2AJson.Write(Update(NewId()));

    private static StreamResponse Update(string taskId, string text) => StreamResponse.Of(new TaskArtifactUpdateEvent
    {
        TaskId = taskId,
        ContextId = taskId,
        Artifact = new Artifact { ArtifactId = "report", Parts = [Part.FromText(text)] },
        Append = true,
    });

    private static string FillingOf(int size) =>
        new('x', size - A2AJson.Write(Update(new string('0', IdLength), "x")).Length + 1);
}
