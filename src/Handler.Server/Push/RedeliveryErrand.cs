using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>A redelivery on its way through the engine.</summary>
internal sealed class RedeliveryErrand(Redelivery redelivery, RedeliveryDraft draft) : LaneErrand(draft.Config.Lane.Lane)
{
    private readonly TaskCompletionSource<RedeliveryResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What comes of it.</summary>
    public Task<RedeliveryResult> Result => _result.Task;

    public override async Task<Settlement> RunAsync(InHandLane place)
    {
        try
        {
            var (settlement, result) = await redelivery.TryAsync(draft, place);
            if (result is not null)
            {
                _result.TrySetResult(result);
            }

            return settlement;
        }
        catch (StoreUnavailableException unavailable)
        {
            // It may have arrived, and that it did is not written: who asked is told, and may ask again.
            _result.TrySetException(unavailable);
            return Settlement.Nothing;
        }
        catch (OperationCanceledException) when (place.Abort.IsCancellationRequested)
        {
            _result.TrySetResult(new RedeliveryResult.Refused(RedeliveryRefusal.Stopping, "The agent stops. Ask again when it is back."));
            return Settlement.Aborted;
        }
        finally
        {
            place.Deadline = null;
        }
    }

    // A second result is none.
    public override void LetGo() => _result.TrySetResult(new RedeliveryResult.Refused(
        RedeliveryRefusal.GateHeld, $"The gate to {draft.Config.Lane.Gate.Origin} was held, or takes less now than stood in line, before this could start. Ask again later."));
}
