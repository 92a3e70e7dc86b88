import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mail')),
                ('is_active', models.BooleanField(default=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('path', models.CharField(db_index=True, default='/', max_length=255)),
                ('from_date', models.DateField(verbose_name='from')),
                ('to_date', models.DateField(blank=True, null=True, verbose_name='to')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='people.area')),
                ('predecessors', models.ManyToManyField(blank=True, related_name='successors', to='people.area')),
            ],
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('title', models.CharField(blank=True, max_length=120, verbose_name='title')),
                ('is_okr_lead', models.BooleanField(default=False, verbose_name='OKR lead')),
                ('is_sponsor', models.BooleanField(default=False, verbose_name='sponsor')),
                ('is_administrator', models.BooleanField(default=False, verbose_name='administrator')),
                ('is_employee_representative', models.BooleanField(default=False, verbose_name='employee representative')),
                ('is_facilitator', models.BooleanField(default=False, verbose_name='guest facilitator')),
                ('is_reader', models.BooleanField(default=False, verbose_name='reader')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='access ends on')),
                ('language', models.CharField(blank=True, choices=[('nb', 'Norsk bokmål'), ('en', 'English')], max_length=5, verbose_name='language')),
                ('time_zone', models.CharField(blank=True, max_length=50, verbose_name='time zone')),
                ('colour_scheme', models.CharField(choices=[('auto', 'as the device'), ('light', 'light'), ('dark', 'dark')], default='auto', max_length=5, verbose_name='colours')),
                ('informed_on', models.DateField(blank=True, null=True)),
                ('invited_on', models.DateField(blank=True, null=True)),
                ('left_on', models.DateField(blank=True, null=True)),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='members', to='people.area')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='memberships', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddField(
            model_name='area',
            name='lead',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='led_areas', to='people.member'),
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('slug', models.SlugField(max_length=60, unique=True, verbose_name='short name')),
                ('language', models.CharField(choices=[('nb', 'Norsk bokmål'), ('en', 'English')], default='nb', max_length=5, verbose_name='language')),
                ('time_zone', models.CharField(default='Europe/Oslo', max_length=50, verbose_name='time zone')),
                ('reminder_weekday', models.PositiveSmallIntegerField(default=3, verbose_name='weekly reminder on')),
                ('whistleblowing_url', models.URLField(blank=True, verbose_name='address of the whistleblowing channel')),
                ('is_demo', models.BooleanField(default=False)),
                ('started_on', models.DateField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('reminder_weekday__lte', 6)), name='organisation_weekday_is_a_weekday')],
            },
        ),
        migrations.AddField(
            model_name='member',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='people.organisation'),
        ),
        migrations.CreateModel(
            name='LeadershipGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('words_are_shared', models.BooleanField(blank=True, null=True)),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='leadership_groups', to='people.area')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='leadership_groups', to='people.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Discussion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', models.DateField(blank=True, null=True, verbose_name='held on')),
                ('minutes_url', models.URLField(blank=True, verbose_name='link to the minutes')),
                ('waived_because', models.CharField(blank=True, max_length=500, verbose_name='not needed, because')),
                ('recorded_on', models.DateField()),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='discussions', to='people.area')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.member')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='discussions', to='people.organisation')),
            ],
        ),
        migrations.AddField(
            model_name='area',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='areas', to='people.organisation'),
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField()),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='people.leadershipgroup')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='people.member')),
            ],
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.UniqueConstraint(models.F('organisation'), django.db.models.functions.text.Lower('email'), condition=models.Q(('email', ''), _negated=True), name='member_email_once'),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.UniqueConstraint(fields=('organisation', 'user'), name='member_user_once'),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.CheckConstraint(condition=models.Q(('is_facilitator', False), ('ends_on__isnull', False), _connector='OR'), name='guest_has_an_end_date'),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.CheckConstraint(condition=models.Q(('is_reader', False), models.Q(('is_administrator', False), ('is_okr_lead', False), ('is_sponsor', False)), _connector='OR'), name='reader_only_reads'),
        ),
        migrations.AddConstraint(
            model_name='leadershipgroup',
            constraint=models.UniqueConstraint(condition=models.Q(('area', None)), fields=('organisation',), name='one_top_leadership_group'),
        ),
        migrations.AddConstraint(
            model_name='leadershipgroup',
            constraint=models.UniqueConstraint(fields=('area',), name='one_leadership_group_an_area'),
        ),
        migrations.AddConstraint(
            model_name='discussion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('held_on__isnull', False), ('waived_because', '')), models.Q(('held_on', None), models.Q(('waived_because', ''), _negated=True)), _connector='OR'), name='discussion_held_or_waived'),
        ),
        migrations.AddConstraint(
            model_name='area',
            constraint=models.UniqueConstraint(models.F('organisation'), django.db.models.functions.text.Lower('name'), condition=models.Q(('to_date', None)), name='area_name_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='area',
            constraint=models.CheckConstraint(condition=models.Q(('to_date', None), ('to_date__gte', models.F('from_date')), _connector='OR'), name='area_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.UniqueConstraint(fields=('group', 'member'), name='one_seat_a_person'),
        ),
    ]
