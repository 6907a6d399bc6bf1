using FsCheck;
using FsCheck.Fluent;
using Handler.Protocol;

namespace Handler.Tests.Protocol;

/// <summary>Properties of the fold over any log of a task: what a store relies on when it keeps a checkpoint and the events above it.</summary>
public sealed class TaskProjectionPropertyTests
{
    private static readonly AgentTask Empty = new() { Id = "t", ContextId = "c", Status = new() { State = TaskState.Submitted } };
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(100);

    [Fact]
    public void Folding_from_a_stored_checkpoint_gives_what_folding_from_the_start_gives() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var log = Log(random);
            var cut = random.Next(log.Count + 1);

            var checkpoint = A2AJson.Write(Fold(Empty, log.Take(cut)));
            var resumed = Fold(A2AJson.Read<AgentTask>(checkpoint), log.Skip(cut).Select(Stored));

            return CanonicalJson.OfValue(resumed) == CanonicalJson.OfValue(Fold(Empty, log));
        }).Check(Many);

    [Fact]
    public void No_part_and_no_message_is_lost() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var log = Log(new Random(seed));

            var task = Fold(Empty, log);

            var parts = (task.Artifacts ?? []).ToDictionary(artifact => artifact.ArtifactId, artifact => artifact.Parts.ToArray());
            var said = (task.History ?? []).Concat(task.Status.Message is { } last ? [last] : []);
            return SameParts(ExpectedParts(log), parts) && said.SequenceEqual(ExpectedMessages(log));
        }).Check(Many);

    [Fact]
    public void An_older_state_is_not_changed_by_what_is_folded_onto_it() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var before = Fold(Empty, Log(random));
            var text = CanonicalJson.OfValue(before);

            Fold(before, Log(random));
            Fold(before, Log(random));

            return CanonicalJson.OfValue(before) == text;
        }).Check(Many);

    private static AgentTask Fold(AgentTask task, IEnumerable<StreamResponse> updates) => updates.Aggregate(task, TaskProjection.Apply);

    private static StreamResponse Stored(StreamResponse update) => A2AJson.Read<StreamResponse>(A2AJson.Write(update));

    private static List<StreamResponse> Log(Random random) => [.. Enumerable.Range(0, random.Next(20)).Select(_ => Update(random))];

    private static StreamResponse Update(Random random)
    {
        var make = new WireMaker(random);
        return random.Next(4) switch
        {
            0 => StreamResponse.Of((TaskStatusUpdateEvent)make.Make(typeof(TaskStatusUpdateEvent)) with { TaskId = "t", ContextId = "c" }),
            1 => StreamResponse.Of((Message)make.Make(typeof(Message)) with { TaskId = "t" }),
            _ => StreamResponse.Of((TaskArtifactUpdateEvent)make.Make(typeof(TaskArtifactUpdateEvent)) with
            {
                TaskId = "t",
                ContextId = "c",
                Artifact = (Artifact)make.Make(typeof(Artifact)) with { ArtifactId = $"artifact-{random.Next(3)}" },
            }),
        };
    }

    private static Dictionary<string, List<Part>> ExpectedParts(List<StreamResponse> log)
    {
        var parts = new Dictionary<string, List<Part>>(StringComparer.Ordinal);
        foreach (var update in log.Select(update => update.ArtifactUpdate).OfType<TaskArtifactUpdateEvent>())
        {
            var id = update.Artifact.ArtifactId;
            parts[id] = update.Append && parts.TryGetValue(id, out var before) ? [.. before, .. update.Artifact.Parts] : [.. update.Artifact.Parts];
        }

        return parts;
    }

    private static IEnumerable<Message> ExpectedMessages(List<StreamResponse> log) =>
        log.Select(update => update.Message ?? update.StatusUpdate?.Status.Message).OfType<Message>();

    private static bool SameParts(Dictionary<string, List<Part>> expected, Dictionary<string, Part[]> found) =>
        expected.Count == found.Count && expected.All(entry => found[entry.Key].SequenceEqual(entry.Value));
}
