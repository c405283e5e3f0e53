import { mountPage } from './app/mount-page';

mountPage(document.getElementById('root')!);
