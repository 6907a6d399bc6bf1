namespace Handler.Sqlite.Schema;

/// <summary>
/// The schema, as the steps that lead to it: step n makes version n of version n − 1. A step that was released never changes.
/// </summary>
internal static class SchemaSteps
{
    /// <summary>All steps in order.</summary>
    public static IReadOnlyList<string> All { get; } = [Version1, Version2, Version3, Version4, Version5, Version6, Version7, Version8, Version9];

    // Times are UTC ticks of .NET, so that they come back as they were given; status_at is Unix milliseconds, as statuses are on the
    // wire. Ids of lanes are big-endian UUIDv7, which sort by age. Keys between tables are rows' numbers. There are no enforced foreign
    // keys: each event would look for its task once more.
    private const string Version1 =
        """
        create table store (
            id integer primary key check (id = 1),
            epoch integer not null
        );
        insert into store (id, epoch) values (1, 0);

        create table task (
            task_row integer primary key,
            tenant text not null,
            owner text not null,
            task_id text not null,
            context_id text,
            state integer not null,
            status_at integer not null,
            dialect integer not null,
            announced integer not null,
            last_sequence integer not null,
            runs integer not null,
            run_node text,
            checkpoint_sequence integer not null,
            checkpoint_bytes integer not null,
            bytes_since integer not null,
            unique (tenant, owner, task_id)
        );
        -- Has all that a list filters by, so only the tasks of the page are looked up; what was never announced is not in it.
        create index task_by_status on task (tenant, owner, status_at desc, task_id, state, context_id) where announced = 1;
        -- Tiny, as most tasks have no run: recovery at the start must not walk over all tasks.
        create index task_with_run on task (run_node) where run_node is not null;

        create table checkpoint (
            task_row integer primary key,
            body blob not null
        );

        create table event (
            event_row integer primary key,
            task_row integer not null,
            target integer not null,
            sequence integer not null,
            kinds integer not null,
            committed_at integer not null,
            trace_parent text,
            payload blob not null
        );
        -- kinds and committed_at end the key so that counting what waits, or what is overdue, reads no event.
        create index event_by_target on event (task_row, target, sequence, kinds, committed_at);

        create table body (
            event_row integer not null,
            format integer not null,
            bytes blob not null
        );
        create unique index body_of_event on body (event_row, format);

        create table gate (
            gate_row integer primary key,
            tenant text not null,
            owner text not null,
            origin text not null,
            hold integer,
            held_until integer,
            level integer,
            unique (tenant, owner, origin)
        );

        -- The number of a deleted lane must not come back: events name their lane by it.
        create table lane (
            lane_row integer primary key autoincrement,
            lane blob not null unique,
            task_row integer not null,
            config_id text not null,
            gate_row integer not null,
            generation integer not null,
            format integer not null,
            mask integer not null,
            cursor integer not null,
            tail integer not null,
            passed integer,
            waiting integer not null,
            passed_over integer not null,
            state integer not null,
            state_reason text,
            due integer not null,
            tries integer not null,
            refusals integer not null,
            failures integer not null,
            shard integer not null,
            attempts integer not null
        );
        create index lane_of_task on lane (task_row);
        -- Holds only lanes where something waits: a million idle lanes cost a look for due ones nothing.
        create index lane_due on lane (gate_row, due) where waiting > 0;

        create table config (
            config_row integer primary key,
            task_row integer not null,
            config_id text not null,
            lane_row integer not null,
            origin text not null,
            secret blob not null,
            created_at integer not null,
            unique (task_row, config_id)
        );

        create table attempt (
            attempt_row integer primary key,
            lane_row integer not null,
            ordinal integer not null,
            sequence integer not null,
            through_sequence integer not null,
            count integer not null,
            number integer not null,
            started_at integer not null,
            duration integer not null,
            outcome integer not null,
            status integer,
            detail text,
            excerpt text
        );
        create index attempt_of_lane on attempt (lane_row, ordinal);

        create table dead (
            dead_row integer primary key,
            lane blob not null,
            task_row integer not null,
            from_sequence integer not null,
            to_sequence integer not null,
            deliveries integer not null,
            reason integer not null,
            at integer not null,
            sequence integer,
            through_sequence integer,
            count integer,
            number integer,
            started_at integer,
            duration integer,
            outcome integer,
            status integer,
            detail text,
            excerpt text
        );
        -- By the lane's id and not its row: the lane may be gone, and its dead letters are still asked for.
        create index dead_of_lane on dead (lane);
        """;

    // Tasks of before have none: a message that made one of them and is sent again makes another.
    private const string Version2 =
        """
        alter table task add column message_digest text;
        create unique index task_by_message on task (tenant, owner, message_digest) where message_digest is not null;
        """;

    // Status updates are told apart by their state from here on: a lane that reads them all gets the bits of all states. The rows of events
    // stay as they are, for every lane that reads status updates of any state reads those of the old bit too.
    private const string Version3 = "update lane set mask = mask | 32640 where mask & 1";

    // Dead letters are listed and filtered when their lane has gone, so they say themselves whose they were.
    private const string Version4 =
        """
        alter table dead add column config_id text not null default '';
        alter table dead add column origin text not null default '';
        update dead set
            config_id = coalesce((select l.config_id from lane l where l.lane = dead.lane), ''),
            origin = coalesce((select g.origin from lane l join gate g on g.gate_row = l.gate_row where l.lane = dead.lane), '');

        create table redelivery (
            dead_row integer not null,
            delivery integer not null,
            sent_as text not null,
            asked_by text not null,
            sequence integer not null,
            through_sequence integer not null,
            count integer not null,
            number integer not null,
            started_at integer not null,
            duration integer not null,
            outcome integer not null,
            status integer,
            detail text,
            excerpt text,
            primary key (dead_row, delivery)
        ) without rowid;
        create trigger redelivery_goes_with_its_stretch after delete on dead begin
            delete from redelivery where dead_row = old.dead_row;
        end;
        """;

    // Who holds a gate and why, and when operators did: horizons stood still. Ordered by time within a gate, as they are read.
    private const string Version5 =
        """
        alter table gate add column held_since integer;
        alter table gate add column held_by text;
        alter table gate add column reason text;
        alter table gate add column generation integer not null default 0;
        create table gate_pause (
            gate_row integer not null,
            from_at integer not null,
            until_at integer not null,
            primary key (gate_row, from_at)
        ) without rowid;
        """;

    // Of the lanes that are full those are looked for on which nothing waits any more; most are not full, and not in it.
    private const string Version6 = "create index lane_full on lane (state) where state = 2";

    // The tasks of an owner that have not ended: a few of all that are kept, and those whose configs count.
    private const string Version7 = "create index task_live on task (tenant, owner) where state not in (3, 4, 5, 7)";

    // Since when a task that has ended is not needed, as far as is known, and where the dead letters of a task and the oldest of all are.
    private const string Version8 =
        """
        alter table task add column settled_at integer;
        update task set settled_at = coalesce((select max(e.committed_at) from event e where e.task_row = task.task_row), 0)
            where state in (3, 4, 5, 7);
        create index task_settled on task (settled_at) where settled_at is not null;
        create index dead_by_time on dead (at);
        create index dead_of_task on dead (task_row, from_sequence);
        """;

    // How many may wait on a lane, as its config asks; null: it asks for nothing.
    private const string Version9 = "alter table lane add column collapse_above integer";
}
