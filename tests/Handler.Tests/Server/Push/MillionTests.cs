using Handler.Protocol;
using Handler.Server.Push;
using Handler.Server.Storage;
using Handler.TestKit;

namespace Handler.Tests.Server.Push;

/// <summary>A million deliveries wait when the engine starts: of ten owners, on ten thousand lanes.</summary>
public sealed class MillionTests : IDisposable
{
    private const int Owners = 10;
    private const int TasksOfOwner = 100;
    private const int ConfigsOfTask = 10;
    private const int Events = 100;

    private readonly PushRig _rig = new();

    public void Dispose()
    {
        _rig.Defect.ShouldBeNull();
        _rig.Dispose();
    }

    [Fact]
    public void From_a_cold_start_all_owners_are_served_at_once_and_evenly_and_what_is_in_hand_is_bounded()
    {
        foreach (var owner in Enumerable.Range(0, Owners))
        {
            _rig.Hook(HostOf(owner)).AnswerOtherwise(WebhookAnswer.Of(200, TimeSpan.FromMilliseconds(20)));
            Enumerable.Range(0, TasksOfOwner).ToList().ForEach(task => Fill(owner, $"t{task}"));
        }

        var start = _rig.Clock.GetUtcNow();
        _rig.Start();
        var mostInHand = 0;
        for (var step = 0; step < 20; step++)
        {
            _rig.Loop.RunFor(TimeSpan.FromMilliseconds(50));
            mostInHand = Math.Max(mostInHand, _rig.Lanes!.InHand().Count);
        }

        var hooks = Enumerable.Range(0, Owners).Select(owner => _rig.Hook(HostOf(owner))).ToList();
        hooks.ShouldAllBe(hook => hook.Arrivals[0].At - start < TimeSpan.FromMilliseconds(50));
        var served = hooks.ConvertAll(hook => hook.Arrivals.Count);
        served.Sum().ShouldBeGreaterThan(1000);
        served.Min().ShouldBeGreaterThan(served.Max() * 8 / 10, string.Join(", ", served));
        mostInHand.ShouldBeInRange(1, LanesInHand.MaxLanes);
        _rig.MostInFlight.ShouldBeLessThanOrEqualTo(_rig.Options.MaxInFlight);
    }

    private static string HostOf(int owner) => $"h{owner}";

    private static TaskKey KeyOf(int owner, string task) => new(new OwnerScope("", $"o{owner}"), task);

    private void Fill(int owner, string id)
    {
        var key = KeyOf(owner, id);
        var task = new AgentTask { Id = id, ContextId = "c", Status = new AgentTaskStatus { State = TaskState.Submitted } };
        var run = _rig.Store.CreateAsync(new NewTask { Key = key, Task = task }, default).Result.Run!.Value;
        Commit(key, task, run, 1);
        for (var config = 0; config < ConfigsOfTask; config++)
        {
            var wanted = new NewPushConfig
            {
                ConfigId = $"c{config}",
                Endpoint = _rig.Sealer.Seal(new PushEndpoint { Url = $"http://{HostOf(owner)}/webhook" }),
            };
            var write = new ConfigWrite { Task = key, ConfigId = wanted.ConfigId, Build = _ => wanted, OpensWithSnapshot = false };
            _rig.Store.SetAsync(write, default).Result.Outcome.ShouldBe(ConfigWriteOutcome.Created);
        }

        Commit(key, task, run, Events);
    }

    private void Commit(TaskKey key, AgentTask task, RunToken run, int events)
    {
        var update = StreamResponse.Of(new TaskStatusUpdateEvent
        {
            TaskId = task.Id,
            ContextId = "c",
            Status = new AgentTaskStatus { State = TaskState.Working },
        });
        var payload = A2AJson.Write(update);
        var commit = new TaskCommit
        {
            Key = key,
            Run = run,
            Events = [.. Enumerable.Range(0, events).Select(_ => new NewEvent { Kinds = EventKinds.Status, Update = update, Payload = payload })],
            Before = task,
            After = task,
        };
        _rig.Store.CommitAsync(commit, default).Result.Outcome.ShouldBe(CommitOutcome.Committed);
    }
}
