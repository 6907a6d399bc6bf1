using Handler.Server.Push;
using Handler.Server.Storage;

namespace Handler.Tests.Server.Push.Simulation;

/// <summary>
/// What the rules make of a gate, told from outside by what passed it: until when it must be left alone, and until when it may be. The two differ where a
/// webhook cannot know what became of an attempt.
/// </summary>
internal sealed class SimulatedGate(PushOptions options)
{
    private readonly List<Attempt> _inFlight = [];
    private int _failures;
    private int _possibleFailures;
    private int _level;
    private bool _isHeld;
    private bool _mayBeHeld;
    private DateTimeOffset _heldAt;
    private DateTimeOffset _lastTrouble;

    /// <summary>An operator was answered that it is held.</summary>
    public bool IsHeldByOperator { get; private set; }

    public int InFlight => _inFlight.Count;

    /// <summary>Until when nothing may begin; in the past when something may.</summary>
    public DateTimeOffset HeldUntil { get; private set; }

    /// <summary>Beyond this time nothing seen so far is a reason to hold it.</summary>
    public DateTimeOffset MayBeHeldUntil { get; private set; }

    /// <summary>An attempt begins.</summary>
    /// <returns>What is wrong with that.</returns>
    public string? Begin(Attempt attempt)
    {
        var isProbe = _isHeld && attempt.At >= HeldUntil;
        var fault = IsHeldByOperator ? "begun at a gate that an operator holds"
            // What begins at the very moment may have been before it.
            : _isHeld && attempt.At < HeldUntil && attempt.At > _heldAt ? $"begun at a gate that is to be left alone until {HeldUntil:HH:mm:ss.fff}"
            : isProbe && _inFlight.Any(other => other.At >= HeldUntil) ? "begun beside another probe"
            : null;
        _inFlight.Add(attempt);
        return fault;
    }

    /// <summary>An attempt has ended.</summary>
    public void End(Attempt attempt, DateTimeOffset now)
    {
        if (!_inFlight.Remove(attempt))
        {
            return;
        }

        if (attempt.IsAborted)
        {
            Suspect(now, null);
        }
        else if (attempt.Signal == GateSignal.Good)
        {
            Open(attempt, now);
        }
        else
        {
            Suspect(now, attempt);
            Hold(attempt, now);
        }
    }

    public void HoldByOperator(DateTimeOffset now) => (IsHeldByOperator, _heldAt) = (true, now);

    /// <summary>An operator opens it, whatever held it.</summary>
    public void Resume(DateTimeOffset now)
    {
        (IsHeldByOperator, _isHeld, _mayBeHeld, _failures, _possibleFailures, _level) = (false, false, false, 0, 0, 0);
        MayBeHeldUntil = now;
    }

    /// <summary>Another life of the engine begins: it knows what the store knows.</summary>
    public void BeginLife(GateRow? stored, bool isClean)
    {
        _inFlight.Clear();
        _failures = 0;
        if (!isClean)
        {
            _isHeld = stored?.Hold is GateHold.Breaker or GateHold.RetryAfter;
            (HeldUntil, _level) = _isHeld ? (stored!.HeldUntil, stored.Level) : (DateTimeOffset.MinValue, 0);

            // What opened it may not have been written.
            _mayBeHeld |= _isHeld;
            MayBeHeldUntil = HeldUntil > MayBeHeldUntil ? HeldUntil : MayBeHeldUntil;
        }
    }

    private void Open(Attempt attempt, DateTimeOffset now)
    {
        (_isHeld, _failures, _level) = (false, 0, 0);
        if (attempt.At > _lastTrouble)
        {
            (_mayBeHeld, _possibleFailures, MayBeHeldUntil) = (false, 0, now);
        }
    }

    private void Suspect(DateTimeOffset now, Attempt? attempt)
    {
        _lastTrouble = now;
        _possibleFailures += attempt is null or { Signal: GateSignal.Failed } ? 1 : 0;
        var asked = Asked(attempt);
        if (_possibleFailures >= options.Gates.BreakerFailures || _mayBeHeld)
        {
            _mayBeHeld = true;
            asked = options.Gates.MaxHold > asked ? options.Gates.MaxHold : asked ?? options.Gates.MaxHold;
        }

        _mayBeHeld |= asked is not null;
        MayBeHeldUntil = asked is { } wait && now + wait > MayBeHeldUntil ? now + wait : MayBeHeldUntil;
    }

    private void Hold(Attempt attempt, DateTimeOffset now)
    {
        var (asked, isFailed) = (Asked(attempt), attempt.Signal == GateSignal.Failed);
        _failures += isFailed ? 1 : 0;
        if (_isHeld && attempt.At >= HeldUntil)
        {
            _level += isFailed ? 1 : 0;
            HoldUntil(now + Longer(isFailed ? GateSchedule.Wait(_level, options.Gates) : TimeSpan.Zero, asked), now);
        }
        else if (_isHeld)
        {
            HeldUntil = asked is { } more && now + more > HeldUntil ? now + more : HeldUntil;
        }
        else if (_failures >= options.Gates.BreakerFailures)
        {
            _level = 1;
            HoldUntil(now + Longer(options.Gates.FirstHold, asked), now);
        }
        else if (asked is { } wait)
        {
            _level = 0;
            HoldUntil(now + wait, now);
        }
    }

    private void HoldUntil(DateTimeOffset until, DateTimeOffset now) => (_isHeld, _heldAt, HeldUntil) = (true, now, until);

    private TimeSpan? Asked(Attempt? attempt) => attempt?.HeededWait is { } asked ? asked < options.Gates.MaxRetryAfter ? asked : options.Gates.MaxRetryAfter : null;

    private static TimeSpan Longer(TimeSpan wait, TimeSpan? asked) => asked > wait ? asked.Value : wait;
}
